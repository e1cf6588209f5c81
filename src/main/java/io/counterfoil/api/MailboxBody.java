package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.MailLogin;
import io.counterfoil.mail.MailSecurity;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.OAuthSettings;
import io.counterfoil.mail.ServerSecret;
import io.counterfoil.mail.SmtpSettings;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is to become of a mailbox. The members that only an answer has are allowed and count for nothing. */
@JsonIgnoreProperties({"code", "createdAt", "updatedAt", "retiredTags"})
record MailboxBody(
        Told<String> address,
        Told<String> startTag,
        Told<String> endTag,
        Told<ImapBody> imap,
        Told<SmtpBody> smtp,
        Told<String> language,
        Told<List<String>> trustedAuthservIds) {
    private static final int IMAPS = 993;
    private static final int IMAP = 143;
    private static final int SMTPS = 465;
    private static final int SUBMISSION = 587;
    private static final int POLL_SECONDS = 60;

    /** @param scope null: what the provider gives by itself */
    record OAuthBody(
            @Nullable String tokenUrl,
            @Nullable String clientId,
            @Nullable String scope,
            @Nullable String clientSecret,
            @Nullable String refreshToken) {
        OAuthSettings settings() {
            return new OAuthSettings(tokenUrl == null ? "" : tokenUrl, clientId == null ? "" : clientId, scope);
        }
    }

    /** @param since mails that arrived there before are left alone */
    @JsonIgnoreProperties("hasSecret")
    record ImapBody(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable MailSecurity security,
            @JsonAlias("username") @Nullable String user,
            @Nullable String password,
            @Nullable OAuthBody oauth,
            @Nullable String folder,
            @Nullable Integer pollSeconds,
            @Nullable Instant since,
            @Nullable Boolean active) {
        ImapSettings settings() {
            MailSecurity kept = security == null ? MailSecurity.TLS : security;
            return new ImapSettings(
                    host == null ? "" : host,
                    port == null ? (kept == MailSecurity.TLS ? IMAPS : IMAP) : port,
                    kept,
                    user == null ? "" : user,
                    oauth == null ? MailLogin.PASSWORD : MailLogin.XOAUTH2,
                    oauth == null ? null : oauth.settings(),
                    folder == null ? "INBOX" : folder,
                    pollSeconds == null ? POLL_SECONDS : pollSeconds,
                    since,
                    active == null || active);
        }
    }

    /** How its mails go out. */
    @JsonIgnoreProperties("hasSecret")
    record SmtpBody(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable MailSecurity security,
            @JsonAlias("username") @Nullable String user,
            @Nullable String password,
            @Nullable OAuthBody oauth) {
        SmtpSettings settings() {
            MailSecurity kept = security == null ? MailSecurity.STARTTLS : security;
            return new SmtpSettings(
                    host == null ? "" : host,
                    port == null ? (kept == MailSecurity.TLS ? SMTPS : SUBMISSION) : port,
                    kept,
                    user,
                    oauth == null ? MailLogin.PASSWORD : MailLogin.XOAUTH2,
                    oauth == null ? null : oauth.settings());
        }
    }

    MailboxChange change() {
        return new MailboxChange(
                address,
                language,
                trustedAuthservIds,
                mapped(imap, ImapBody::settings),
                secret(imap, ImapBody::password, ImapBody::oauth),
                mapped(smtp, SmtpBody::settings),
                secret(smtp, SmtpBody::password, SmtpBody::oauth));
    }

    /** @param former what stays where nothing else is said */
    IdTag tag(IdTag former) {
        return new IdTag(part("startTag", startTag, former.start()), part("endTag", endTag, former.end()));
    }

    private static String part(String field, Told<String> told, String former) {
        return switch (told) {
            case Told.Nothing<String> stays -> former;
            case Told.Cleared<String> none -> throw Refusal.invalid(field, null, "a text");
            case Told.Value<String>(String text) -> text;
        };
    }

    private static <T, R> Told<R> mapped(Told<T> told, Function<T, R> how) {
        return switch (told) {
            case Told.Nothing<T> nothing -> Told.nothing();
            case Told.Cleared<T> cleared -> Told.of(null);
            case Told.Value<T>(T value) -> Told.of(how.apply(value));
        };
    }

    /** Settings without a secret keep the one that is stored; no settings need none. */
    private static <T> Told<ServerSecret> secret(
            Told<T> told, Function<T, @Nullable String> password, Function<T, @Nullable OAuthBody> oauth) {
        return switch (told) {
            case Told.Nothing<T> nothing -> Told.nothing();
            case Told.Cleared<T> cleared -> Told.of(null);
            case Told.Value<T>(T value) -> {
                OAuthBody provider = oauth.apply(value);
                ServerSecret secret = new ServerSecret(
                        password.apply(value),
                        provider == null ? null : provider.clientSecret(),
                        provider == null ? null : provider.refreshToken());
                yield secret.isEmpty() ? Told.nothing() : Told.of(secret);
            }
        };
    }
}
