package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.ImapJson;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.MailLogin;
import io.counterfoil.mail.MailSecurity;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.OAuthSettings;
import io.counterfoil.mail.ServerSecret;
import io.counterfoil.mail.SilenceSettings;
import io.counterfoil.mail.SmtpSettings;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to become of a mailbox. The members that only an answer has are allowed and count for nothing.
 *
 * @param imap read by {@link ImapJson}, member by member: what is absent there stays, too
 */
@JsonIgnoreProperties({"code", "createdAt", "updatedAt", "retiredTags", "retiredAt"})
record MailboxBody(
        Told<String> address,
        Told<String> startTag,
        Told<String> endTag,
        Told<JsonNode> imap,
        Told<SmtpBody> smtp,
        Told<SilenceBody> silence,
        Told<String> language,
        Told<List<String>> trustedAuthservIds) {
    private static final int SMTPS = 465;
    private static final int SUBMISSION = 587;

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

    /** When somebody is told that no mail arrives. */
    record SilenceBody(
            @Nullable Integer afterHours, @Nullable List<String> alarmTo) {
        SilenceSettings settings() {
            return new SilenceSettings(
                    afterHours == null ? 0 : afterHours, alarmTo == null ? List.of() : List.copyOf(alarmTo));
        }
    }

    /**
     * @param former from where the mailbox is read now; null: from nowhere
     * @param stored what signs in there; null: nothing
     */
    MailboxChange change(@Nullable ImapSettings former, @Nullable ServerSecret stored) {
        Told<ImapJson.Read> reading = mapped(imap, told -> ImapJson.read(told, former, stored));
        Told<ServerSecret> readingSecret = switch (reading) {
            case Told.Nothing<ImapJson.Read> nothing -> Told.nothing();
            case Told.Cleared<ImapJson.Read> cleared -> Told.of(null);
            case Told.Value<ImapJson.Read>(ImapJson.Read read) -> read.secret();
        };
        return new MailboxChange(
                address,
                language,
                trustedAuthservIds,
                mapped(reading, ImapJson.Read::settings),
                readingSecret,
                mapped(smtp, SmtpBody::settings),
                secret(smtp, SmtpBody::password, SmtpBody::oauth),
                mapped(silence, SilenceBody::settings));
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
