package io.counterfoil.accounts;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account that somebody asks for, checked.
 *
 * @param login 1 to 64 characters, lower case, or the address in its normal form
 * @param administrator of the whole installation
 */
public record NewAccount(
        String login, EmailAddress email, @Nullable String name, Language language, boolean administrator) {
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final int MOST_NAME = 100;

    /** @param login blank: the address */
    public static NewAccount of(
            @Nullable String login,
            @Nullable String email,
            @Nullable String name,
            Language language,
            boolean administrator) {
        EmailAddress address = address(email);
        return new NewAccount(
                login == null || login.isBlank() ? address.key() : login(login),
                address,
                name(name),
                language,
                administrator);
    }

    /** A login in its normal form; refused when it is none. */
    public static String login(String text) {
        String login = text.strip().toLowerCase(Locale.ROOT);
        Optional<EmailAddress> address = EmailAddress.parse(login);
        if (login.contains("@") && address.isPresent()) {
            return address.get().key();
        }
        if (!LOGIN.matcher(login).matches()) {
            throw Refusal.invalid(
                    "login",
                    text,
                    "1 to 64 letters a to z, digits, dots, dashes and underscores, or an e-mail address");
        }
        return login;
    }

    /** Refuses what is no address that can be written to. */
    public static EmailAddress address(@Nullable String text) {
        return EmailAddress.parse(text)
                .orElseThrow(() -> Refusal.invalid("email", text, "an e-mail address such as anna@example.org"));
    }

    /** Null for a blank one. */
    public static @Nullable String name(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String name = text.strip();
        if (name.length() > MOST_NAME || name.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("name", text, "at most 100 characters, no control characters");
        }
        return name;
    }
}
