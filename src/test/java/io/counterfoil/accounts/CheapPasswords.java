package io.counterfoil.accounts;

import org.springframework.beans.factory.config.BeanPostProcessor;

/** Hashes that cost next to nothing, where hundreds of people sign in and nothing is guarded; {@code PasswordsTest} has the real ones. */
public final class CheapPasswords implements BeanPostProcessor {
    private static final int MEMORY_KIB = 64;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Passwords ? new Passwords(MEMORY_KIB) : bean;
    }
}
