package io.counterfoil.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one home of a business rule: a pure final class, record or enum without Spring, SQL, clock or log.
 * A test of the same name reads its examples from {@code src/test/resources/rules}; {@code docs/RULES.md} is generated
 * from these annotations.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Rule {
    /** The rule in one sentence. */
    String value();
}
