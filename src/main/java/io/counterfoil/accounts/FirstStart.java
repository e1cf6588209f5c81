package io.counterfoil.accounts;

import io.counterfoil.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;

/**
 * The installation's first administrator. Whoever reads the server's log may make him: the log tells a code, the same on each
 * node and after each start, which is worth nothing once there is an account.
 */
public final class FirstStart {
    // 80 bits
    private static final int CODE_BYTES = 10;

    private final Accounts accounts;
    private final AccountStore store;
    private final String code;

    FirstStart(Accounts accounts, AccountStore store, byte[] key) {
        this.accounts = accounts;
        this.store = store;
        this.code = OneTimeCodes.base32(Arrays.copyOf(key, CODE_BYTES));
    }

    /** Whether the first administrator is still to be made. */
    public boolean isDue() {
        return accounts.areNone();
    }

    /** For the log. */
    public String code() {
        return OneTimeCodes.inFours(code);
    }

    /** Makes the first administrator; refused with a wrong code, and once there is an account. */
    public Account make(String typed, NewAccount wanted, String password) {
        String plain =
                typed.length() > 100 ? "" : typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (!MessageDigest.isEqual(plain.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8))) {
            throw Refusal.invalid("code", plain.length() + " characters", "the code that the server's log tells");
        }
        NewAccount administrator =
                new NewAccount(wanted.login(), wanted.email(), wanted.name(), wanted.language(), true);
        String actor = "user:" + administrator.login();
        return accounts.changing(() -> {
            if (!store.isEmpty()) {
                throw Refusal.conflict("first-administrator-exists", "the first administrator exists already");
            }
            Account account = accounts.add(administrator, actor);
            accounts.setPassword(account, password, actor);
            return store.find(account.id()).orElseThrow();
        });
    }
}
