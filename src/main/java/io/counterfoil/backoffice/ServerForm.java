package io.counterfoil.backoffice;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.MailLogin;
import io.counterfoil.mail.MailSecurity;
import io.counterfoil.mail.OAuthSettings;
import io.counterfoil.mail.ServerSecret;
import io.counterfoil.mail.SmtpSettings;
import org.jspecify.annotations.Nullable;

/**
 * A mail server of a mailbox as somebody fills it in. Secrets go in and never come out: all blank, they stay as they are.
 *
 * @param host blank: none
 */
record ServerForm(
        @Nullable String host,
        @Nullable String port,
        @Nullable MailSecurity tls,
        @Nullable String user,
        @Nullable MailLogin login,
        @Nullable OAuthForm oauth2,
        @Nullable String password,
        @Nullable String clientSecret,
        @Nullable String refreshToken) {
    static final ServerForm NONE =
            new ServerForm("", "", MailSecurity.TLS, "", MailLogin.PASSWORD, OAuthForm.NONE, "", "", "");

    /** Where tokens come from. */
    record OAuthForm(
            @Nullable String tokenUrl,
            @Nullable String clientId,
            @Nullable String scope) {
        static final OAuthForm NONE = new OAuthForm("", "", "");
    }

    static ServerForm of(@Nullable SmtpSettings smtp) {
        return smtp == null
                ? NONE
                : new ServerForm(
                        smtp.host(),
                        Integer.toString(smtp.port()),
                        smtp.security(),
                        smtp.user(),
                        smtp.login(),
                        of(smtp.oauth()),
                        "",
                        "",
                        "");
    }

    static OAuthForm of(@Nullable OAuthSettings oauth) {
        return oauth == null ? OAuthForm.NONE : new OAuthForm(oauth.tokenUrl(), oauth.clientId(), oauth.scope());
    }

    @Nullable
    SmtpSettings smtp() {
        String server = given(host);
        return server == null
                ? null
                : new SmtpSettings(server, number("smtp.port", port), security(), given(user), signIn(), oauth());
    }

    /** Not told where nothing was typed. */
    Told<ServerSecret> secret() {
        ServerSecret typed = new ServerSecret(secret(password), secret(clientSecret), secret(refreshToken));
        return typed.isEmpty() ? Told.nothing() : Told.of(typed);
    }

    public OAuthForm tokens() {
        return oauth2 == null ? OAuthForm.NONE : oauth2;
    }

    private MailSecurity security() {
        return tls == null ? MailSecurity.TLS : tls;
    }

    MailLogin signIn() {
        return login == null ? MailLogin.PASSWORD : login;
    }

    @Nullable
    OAuthSettings oauth() {
        return signIn() == MailLogin.PASSWORD
                ? null
                : new OAuthSettings(text(tokens().tokenUrl()), text(tokens().clientId()), given(tokens().scope()));
    }

    static int number(String field, @Nullable String typed) {
        try {
            return Integer.parseInt(text(typed));
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid(field, typed, "a number");
        }
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    static @Nullable String given(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /** As it was typed: a blank at its end can be part of it. */
    private static @Nullable String secret(@Nullable String typed) {
        return typed == null || typed.isEmpty() ? null : typed;
    }
}
