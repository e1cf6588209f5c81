package io.counterfoil.backoffice;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.AfterStoring;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.MailLogin;
import io.counterfoil.mail.MailSecurity;
import io.counterfoil.mail.ServerSecret;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * From where a mailbox is read, as somebody fills it in. Secrets go in and never come out: all blank, they stay as they are.
 *
 * @param host blank: mails are pushed to it only
 * @param since date and time in the organizer's time zone
 * @param alarmTo addresses, one a line
 */
record ImapForm(
        @Nullable String host,
        @Nullable String port,
        @Nullable MailSecurity tls,
        @Nullable String insecure,
        @Nullable String user,
        @Nullable MailLogin login,
        ServerForm.@Nullable OAuthForm oauth2,
        @Nullable String password,
        @Nullable String clientSecret,
        @Nullable String refreshToken,
        @Nullable String certificate,
        @Nullable String folder,
        @Nullable String pollSeconds,
        @Nullable String since,
        @Nullable AfterStoring after,
        @Nullable String moveTo,
        @Nullable String alarmTo,
        @Nullable String active) {
    static final ImapForm NONE = new ImapForm(
            "",
            "993",
            MailSecurity.TLS,
            null,
            "",
            MailLogin.PASSWORD,
            ServerForm.OAuthForm.NONE,
            "",
            "",
            "",
            "",
            "INBOX",
            "60",
            "",
            AfterStoring.LEAVE,
            "",
            "",
            null);

    static ImapForm of(@Nullable ImapSettings imap, Formats fmt) {
        return imap == null
                ? NONE
                : new ImapForm(
                        imap.host(),
                        Integer.toString(imap.port()),
                        imap.security(),
                        imap.insecure() ? "true" : null,
                        imap.user(),
                        imap.login(),
                        ServerForm.of(imap.oauth()),
                        "",
                        "",
                        "",
                        imap.certificate(),
                        imap.folder(),
                        Integer.toString(imap.pollSeconds()),
                        imap.since() == null ? "" : fmt.local(imap.since()),
                        imap.after(),
                        imap.moveTo(),
                        String.join("\n", imap.alarmTo()),
                        imap.active() ? "true" : null);
    }

    @Nullable
    ImapSettings settings(ZoneId zone) {
        String named = ServerForm.given(host);
        return named == null
                ? null
                : new ImapSettings(
                        named,
                        ServerForm.number("imap.port", port),
                        tls == null ? MailSecurity.TLS : tls,
                        insecure != null,
                        ServerForm.text(user),
                        server().signIn(),
                        server().oauth(),
                        ServerForm.given(certificate),
                        ServerForm.text(folder),
                        ServerForm.number("imap.pollSeconds", pollSeconds),
                        moment(since, zone),
                        after == null ? AfterStoring.LEAVE : after,
                        after == AfterStoring.MOVE ? ServerForm.given(moveTo) : null,
                        MailboxForm.lines(alarmTo),
                        active != null);
    }

    Told<ServerSecret> secret() {
        return server().secret();
    }

    public ServerForm.OAuthForm tokens() {
        return server().tokens();
    }

    private ServerForm server() {
        return new ServerForm(host, port, tls, user, login, oauth2, password, clientSecret, refreshToken);
    }

    static @Nullable Instant moment(@Nullable String typed, ZoneId zone) {
        String text = ServerForm.given(typed);
        try {
            return text == null ? null : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException noTime) {
            throw Refusal.invalid("imap.cutOff", typed, "a date and a time such as 2026-05-04T08:00");
        }
    }
}
