package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Excerpt;
import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * Writes a mail as it goes over the wire. Whatever stands in a header has no line breaks and no characters that turn the reading
 * direction, wherever it came from.
 */
final class MessageWriter {
    private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x3B\\x3D\\x3F-\\x7E]{3,250}>");
    private static final int MOST_REFERENCES = 20;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_FILENAME = 150;

    private MessageWriter() {}

    /** A mail without what has no place in one, or in the database. */
    static MailboxMail clean(MailboxMail mail) {
        return new MailboxMail(
                mail.mailbox(),
                mail.from(),
                line(mail.fromName(), LONGEST_FILENAME),
                mail.caseNumber(),
                mail.purpose(),
                mail.about(),
                mail.autoSubmitted(),
                line(mail.subject(), LONGEST_LINE),
                mail.text().replace("\0", "").replace("\r\n", "\n"),
                mail.html().replace("\0", ""),
                mail.recipients().stream()
                        .map(to -> new MailRecipient(
                                to.role(), to.address(), line(to.name(), LONGEST_FILENAME), usable(to.thread())))
                        .toList(),
                mail.files().stream()
                        .map(file -> new OutgoingFile(
                                line(file.filename(), LONGEST_FILENAME),
                                line(file.contentType(), LONGEST_FILENAME),
                                file.content()))
                        .toList());
    }

    private static List<String> usable(List<String> thread) {
        return thread.stream()
                .filter(id -> MESSAGE_ID.matcher(id).matches())
                .distinct()
                .toList();
    }

    /** The mail to one address. */
    static SMTPMessage write(
            Session session,
            Mailbox mailbox,
            DeliveryStore.Stored mail,
            DeliveryStore.Due due,
            List<MailRecipient> named,
            List<OutgoingFile> files)
            throws MessagingException {
        OwnMessage message = new OwnMessage(session, due.delivery().messageId());
        message.setEnvelopeFrom(wire(mailbox.address()));
        message.setFrom(address(mailbox.address(), mail.fromName()));
        for (MailRecipient each : named) {
            message.addRecipient(
                    each.role() == MailRecipient.Role.CC ? Message.RecipientType.CC : Message.RecipientType.TO,
                    address(each.address(), each.name()));
        }
        message.setSubject(line(mail.subject(), LONGEST_LINE), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(mail.at()));
        setThread(message, due.thread());
        if (mail.autoSubmitted() != AutoSubmitted.NO) {
            message.setHeader("Auto-Submitted", mail.autoSubmitted().field());
            // what Microsoft's programs understand: no out-of-office, no automatic answer to this one
            message.setHeader("X-Auto-Response-Suppress", "All");
        }
        setContent(message, due.delivery().messageId(), mail, files);
        message.saveChanges();
        return message;
    }

    private static void setThread(MimeMessage message, List<String> thread) throws MessagingException {
        List<String> usable = usable(thread);
        if (usable.isEmpty()) {
            return;
        }
        message.setHeader("In-Reply-To", usable.getLast());
        int from = Math.max(1, usable.size() - MOST_REFERENCES + 1);
        StringBuilder references = new StringBuilder(usable.getFirst());
        usable.subList(from, usable.size())
                .forEach(id -> references.append("\r\n ").append(id));
        message.setHeader("References", references.toString());
    }

    private static void setContent(MimeMessage message, String id, DeliveryStore.Stored mail, List<OutgoingFile> files)
            throws MessagingException {
        MimeMultipart both = new Parts("alternative", 1, id);
        both.addBodyPart(text(mail.text(), "plain"));
        both.addBodyPart(text(mail.html(), "html"));
        if (files.isEmpty()) {
            message.setContent(both);
            return;
        }
        Multipart mixed = new Parts("mixed", 2, id);
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(both);
        mixed.addBodyPart(body);
        for (OutgoingFile file : files) {
            mixed.addBodyPart(file(file));
        }
        message.setContent(mixed);
    }

    private static MimeBodyPart text(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text.replace("\n", "\r\n"), StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    private static BodyPart file(OutgoingFile file) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        String type = OutgoingFile.typeOf(file.contentType());
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), type)));
        String name = line(file.filename(), LONGEST_FILENAME).replace('/', '_').replace('\\', '_');
        part.setFileName(name.isEmpty() ? "file" : name);
        part.setDisposition(jakarta.mail.Part.ATTACHMENT);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    static InternetAddress address(EmailAddress address, String name) throws MessagingException {
        InternetAddress written = new InternetAddress();
        written.setAddress(wire(address));
        String personal = line(name, LONGEST_FILENAME);
        try {
            if (!personal.isEmpty()) {
                written.setPersonal(personal, StandardCharsets.UTF_8.name());
            }
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("every Java platform has UTF-8", impossible);
        }
        return written;
    }

    /** An address as mail servers take it: the part before the @ as it was given, the domain in ASCII. */
    static String wire(EmailAddress address) {
        String local = address.text().substring(0, address.text().lastIndexOf('@'));
        return local + address.key().substring(address.key().lastIndexOf('@'));
    }

    /** One line without what could end it or be seen as something else. */
    static String line(String text, int longest) {
        return text.codePoints()
                .map(c -> Excerpt.isUnsafe(c) ? ' ' : c)
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("\\s+", " ")
                .strip();
    }

    /**
     * Parts whose boundary follows from the Message-ID, which nobody knows before the mail is sent: a mail that goes out once more is
     * the same to the letter, so that whoever gets it twice sees that.
     */
    private static final class Parts extends MimeMultipart {
        Parts(String subtype, int depth, String id) {
            String name =
                    UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
            // no quoted-printable or base64 line has "=_" in it
            contentType = "multipart/" + subtype + ";\r\n\tboundary=\"=_" + depth + "_" + name + "\"";
        }
    }

    /** A message that keeps the id that it is given. */
    private static final class OwnMessage extends SMTPMessage {
        private final String id;

        OwnMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
