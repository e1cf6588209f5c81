package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Raw bytes in, whole understanding out. Never throws, whatever the bytes; the same bytes and context give the same
 * understanding. Takes at most 2 seconds and 64 MiB beside the mail itself; what is beyond {@link Limits} is told as a defect.
 */
public final class MailReader {
    static final String READER_FAILED = "the reader failed";

    private MailReader() {}

    /** What a mail says, who wrote it, and what is wrong with it. */
    public static UnderstoodMail read(byte[] raw, ReadingContext context) {
        try {
            return understood(raw, context);
        } catch (RuntimeException | StackOverflowError bug) {
            // a mistake of this reader or of a library must not keep a mail from being seen
            return barely(raw, bug);
        }
    }

    private static UnderstoodMail understood(byte[] raw, ReadingContext context) {
        Defects defects = new Defects();
        PartCollector parts = PartCollector.of(raw, defects);
        Heading heading = heading(parts.header(), defects);
        ContentReader reader = new ContentReader(parts.files(), context.remote(), defects);
        String marked = ContentReader.textOf(parts.bodies());
        List<ForwardedMail> forwarded = ForwardReader.chain(heading.subject(), marked, parts.enclosed());
        MailContent content = parts.saysNothing()
                ? unparsed(raw, defects)
                : reader.read(parts.bodies(), marked, !forwarded.isEmpty());
        return new UnderstoodMail(
                heading,
                content,
                reader.files(parts.files()),
                nature(parts, heading, content, context),
                forwarded,
                AuthenticationResults.read(parts.header(), context.trustedServers(), fromDomain(parts.header())),
                defects.list());
    }

    /** The bytes of a file of the mail, by its number; nothing when it has no such file. */
    public static Optional<byte[]> file(byte[] raw, int number) {
        return number < 1
                ? Optional.empty()
                : PartCollector.of(raw, new Defects(), number).wantedBytes();
    }

    private static Heading heading(HeaderFields header, Defects defects) {
        for (String needed : List.of("from", "date", "message-id")) {
            if (!header.has(needed)) {
                defects.add("missing field", needed);
            }
        }
        List<Correspondent> from = header.people("from");
        if (from.size() > 1) {
            defects.add("several senders");
        }
        Optional<Instant> date = DateHeader.parse(header.first("date"));
        if (date.isEmpty() && header.has("date")) {
            defects.add("not a date", header.firstOr("date", ""));
        }
        return new Heading(
                messageId(header),
                header.messageIds("in-reply-to"),
                header.messageIds("references"),
                header.text("subject"),
                from.stream().findFirst(),
                header.people("sender").stream().findFirst(),
                header.people("reply-to"),
                header.people("to"),
                header.people("cc"),
                date);
    }

    /** Programs that forget the brackets are quoted with them. */
    private static String messageId(HeaderFields header) {
        List<String> ids = header.messageIds("message-id");
        if (!ids.isEmpty()) {
            return ids.getFirst();
        }
        String bare = header.firstOr("message-id", "").replaceAll("[<>]", "");
        return bare.matches("\\S{1,450}@\\S{1,450}") ? Texts.line("<" + bare + ">", 1000) : "";
    }

    /** Where the structure says nothing, the bytes themselves are shown: no mail looks empty that is not. */
    private static MailContent unparsed(byte[] raw, Defects defects) {
        byte[] body = new MailBytes(raw, new Defects()).body(Limits.TEXT);
        String text = Texts.body(Charsets.decode(body, null, new Defects())).strip();
        if (text.isEmpty()) {
            return new MailContent("", "", List.of(), "", 0);
        }
        defects.add("shown as it came");
        return new MailContent(text, text, List.of(new Passage(Passage.Kind.NEW, text)), ContentReader.ofText(text), 0);
    }

    private static UnderstoodMail barely(byte[] raw, Throwable bug) {
        Defects defects = new Defects();
        defects.add(READER_FAILED, bug.getClass().getSimpleName());
        return new UnderstoodMail(
                heading(new HeaderFields(defects), new Defects()),
                unparsed(raw, defects),
                List.of(),
                new Nature(MailKind.HUMAN, false, List.of(), Optional.empty()),
                List.of(),
                new Authentication(Authentication.Verdict.UNKNOWN, Map.of()),
                defects.list());
    }

    private static Nature nature(PartCollector parts, Heading heading, MailContent content, ReadingContext context) {
        if (!heading.messageId().isEmpty() && context.ownMessageId().test(heading.messageId())) {
            return new Nature(MailKind.OWN, false, List.of("our signed Message-ID"), Optional.empty());
        }
        Optional<Bounce> bounce = BounceReader.read(parts, content.text());
        AutomaticMail.Verdict verdict = AutomaticMail.of(parts.header());
        if (bounce.isPresent()) {
            return new Nature(MailKind.BOUNCE, false, verdict.signs(), bounce);
        }
        if (parts.isReceipt() || parts.report().isPresent()) {
            return new Nature(MailKind.AUTO_REPLY, false, List.of("receipt"), Optional.empty());
        }
        return new Nature(verdict.kind(), verdict.mayBeAnswered(), verdict.signs(), Optional.empty());
    }

    /** The domain that From claims; null when it claims none, or several. */
    private static @Nullable String fromDomain(HeaderFields header) {
        long fields = header.all().stream()
                .filter(field -> field.name().equals("from"))
                .count();
        List<Correspondent> from = header.people("from");
        if (fields != 1 || from.size() != 1) {
            return null;
        }
        return from.getFirst()
                .usable()
                .map(EmailAddress::key)
                .map(key -> key.substring(key.lastIndexOf('@') + 1))
                .orElse(null);
    }
}
