package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a mailbox is after a change: pure, refuses what may not be. */
final class MailboxDraft {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,253}");
    private static final Pattern SERVER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,252}");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    private static final Set<String> LANGUAGES = Set.of("en", "fr");
    private static final int MOST_SERVERS = 20;
    /** Hours: a month. */
    private static final int LONGEST_SILENCE = 720;

    private static final int LARGEST_PORT = 65_535;

    private MailboxDraft() {}

    /** @param former null: the mailbox is new */
    static Mailbox after(
            OrganizerCode organizer, String code, @Nullable Mailbox former, MailboxChange change, Instant now) {
        if (!CODE.matcher(code).matches()) {
            throw Refusal.invalid("mailbox", code, "1 to 64 letters, digits, dots, dashes and underscores");
        }
        ImapSettings imap = change.imap().after(former == null ? null : former.imap());
        SmtpSettings smtp = change.smtp().after(former == null ? null : former.smtp());
        return new Mailbox(
                organizer,
                code,
                address(former, change.address()),
                language(former, change.language()),
                servers(former, change.trustedServers()),
                imap == null ? null : ImapCheck.checked(imap),
                smtp == null ? null : checked(smtp),
                silence(change.silence().after(former == null ? null : former.silence())),
                former == null ? now : former.createdAt(),
                now,
                null);
    }

    private static @Nullable SilenceSettings silence(@Nullable SilenceSettings wanted) {
        if (wanted == null) {
            return null;
        }
        if (wanted.afterHours() < 1 || wanted.afterHours() > LONGEST_SILENCE) {
            throw Refusal.invalid("silence.afterHours", wanted.afterHours(), "1 to " + LONGEST_SILENCE);
        }
        ImapCheck.alarmTo("silence.alarmTo", wanted.alarmTo());
        return wanted;
    }

    private static EmailAddress address(@Nullable Mailbox former, Told<String> told) {
        if (told instanceof Told.Nothing && former != null) {
            return former.address();
        }
        String text = told.orNull();
        return EmailAddress.parse(text)
                .orElseThrow(() -> Refusal.invalid("address", text, "one mailbox such as tickets@example.org"));
    }

    private static String language(@Nullable Mailbox former, Told<String> told) {
        String language = told.after(former == null ? null : former.language());
        if (language == null) {
            return "en";
        }
        if (!LANGUAGES.contains(language)) {
            throw Refusal.invalid("language", language, "en or fr");
        }
        return language;
    }

    private static List<String> servers(@Nullable Mailbox former, Told<List<String>> told) {
        List<String> servers = told.after(former == null ? null : former.trustedServers());
        if (servers == null) {
            return List.of();
        }
        List<String> named = servers.stream()
                .map(server -> server.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        for (String server : named) {
            if (!SERVER.matcher(server).matches() || named.size() > MOST_SERVERS) {
                throw Refusal.invalid(
                        "trustedAuthservIds", server, "at most 20 names of mail servers such as mx.example.org");
            }
        }
        return named;
    }

    private static SmtpSettings checked(SmtpSettings smtp) {
        expect(HOST, "smtp.host", smtp.host(), "the name of a mail server");
        port("smtp.port", smtp.port());
        if (smtp.user() != null) {
            expect(LINE, "smtp.user", smtp.user(), "1 to 200 characters");
        }
        oauth("smtp", smtp.login(), smtp.oauth());
        return smtp;
    }

    private static void oauth(String field, MailLogin login, @Nullable OAuthSettings oauth) {
        if (login == MailLogin.XOAUTH2) {
            if (oauth == null) {
                throw Refusal.invalid(field + ".oauth2", null, "tokenUrl and clientId, as XOAUTH2 needs them");
            }
            ImapCheck.oauth(field + ".oauth2", oauth);
        }
    }

    /** A secret as it is stored; null: none. */
    static @Nullable ServerSecret checked(String field, @Nullable ServerSecret secret) {
        if (secret == null || secret.isEmpty()) {
            return null;
        }
        for (String part : new @Nullable String[] {secret.password(), secret.clientSecret(), secret.refreshToken()}) {
            if (part != null && (part.isEmpty() || part.length() > 4000 || part.indexOf('\0') >= 0)) {
                throw Refusal.invalid(field, part.length() + " characters", "1 to 4000 characters");
            }
        }
        return secret;
    }

    private static void port(String field, int port) {
        if (port < 1 || port > LARGEST_PORT) {
            throw Refusal.invalid(field, port, "1 to 65535");
        }
    }

    private static void expect(Pattern form, String field, String value, String expected) {
        if (!form.matcher(value).matches()) {
            throw Refusal.invalid(field, value, expected);
        }
    }
}
