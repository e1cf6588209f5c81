package io.counterfoil.commands;

import io.counterfoil.wallet.CrowdPerson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A mail that somebody of the demonstration writes. The same calls give the same bytes.
 *
 * @param proved whether the organizer's mail server vouches for the sender's domain
 * @param lines of the header, besides the usual ones
 * @param type of the content, with its boundary
 */
record DemoMail(
        String name, String address, String subject, boolean proved, List<String> lines, String type, String content) {
    private static final String PLAIN = "text/plain; charset=UTF-8";
    private static final String BOUNDARY = "=_demo";
    private static final String INLINE = """
            Content-ID: <picture>
            Content-Disposition: inline; filename="seat.png"
            Content-Transfer-Encoding: base64
            """;
    private static final int WORD = 24;
    private static final int BASE64_LINE = 76;

    /** Written by somebody who is who he says. */
    static DemoMail from(CrowdPerson person, String subject, String text) {
        return from(person.firstName() + " " + person.lastName(), person.email(), subject, text);
    }

    static DemoMail from(String name, String address, String subject, String text) {
        return new DemoMail(name, address, subject, true, List.of(), PLAIN, text);
    }

    /** Nobody vouches for its sender. */
    DemoMail unproved() {
        return new DemoMail(name, address, subject, false, lines, type, content);
    }

    DemoMail with(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new DemoMail(name, address, subject, proved, List.copyOf(more), type, content);
    }

    /** Content that is written out, of another type. */
    DemoMail of(String otherType, String otherContent) {
        return new DemoMail(name, address, subject, proved, lines, otherType, otherContent);
    }

    /** HTML, which shows a picture of the mail as {@code cid:picture}, beside the text. */
    DemoMail html(String html, byte[] png) {
        String related = part(
                "multipart/related; boundary=\"" + BOUNDARY + "r\"",
                "",
                multipart(
                        "r",
                        part("text/html; charset=UTF-8", "", html),
                        part("image/png; name=\"seat.png\"", INLINE, base64(png))));
        return of(
                "multipart/alternative; boundary=\"" + BOUNDARY + "a\"",
                multipart("a", part(PLAIN, "", content), related));
    }

    DemoMail file(String fileName, String fileType, byte[] bytes) {
        return of(
                "multipart/mixed; boundary=\"" + BOUNDARY + "m\"",
                multipart(
                        "m",
                        part(type, "", content),
                        part(
                                fileType,
                                "Content-Disposition: attachment; filename=\"" + fileName
                                        + "\"\nContent-Transfer-Encoding: base64\n",
                                base64(bytes))));
    }

    /**
     * Its bytes.
     *
     * @param to the mailbox's address
     * @param server what the organizer's mail server calls itself
     */
    byte[] raw(String id, Instant at, String to, String server) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        StringBuilder mail = new StringBuilder();
        if (proved) {
            mail.append("Authentication-Results: ")
                    .append(server)
                    .append("; dmarc=pass header.from=")
                    .append(domain)
                    .append('\n');
        }
        mail.append("From: ").append(encoded(name)).append(" <").append(address).append(">\n");
        mail.append("To: <").append(to).append(">\n");
        mail.append("Subject: ").append(encoded(subject)).append('\n');
        mail.append("Date: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)))
                .append('\n');
        mail.append("Message-ID: <").append(id).append('@').append(domain).append(">\n");
        lines.forEach(line -> mail.append(line).append('\n'));
        mail.append("MIME-Version: 1.0\nContent-Type: ").append(type).append("\nContent-Transfer-Encoding: 8bit\n\n");
        mail.append(content);
        return mail.toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String part(String type, String lines, String content) {
        return "Content-Type: " + type + "\n" + lines + "\n" + content;
    }

    private static String multipart(String suffix, String... parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append("--")
                    .append(BOUNDARY)
                    .append(suffix)
                    .append('\n')
                    .append(part)
                    .append('\n');
        }
        return all + "--" + BOUNDARY + suffix + "--\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\n'}).encodeToString(bytes);
    }

    /** As RFC 2047 writes what is not ASCII, in pieces of whole characters. */
    private static String encoded(String text) {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return text;
        }
        List<String> words = new ArrayList<>();
        for (int from = 0; from < text.length(); from += WORD) {
            String piece = text.substring(from, Math.min(text.length(), from + WORD));
            words.add("=?UTF-8?B?" + Base64.getEncoder().encodeToString(piece.getBytes(StandardCharsets.UTF_8)) + "?=");
        }
        return String.join("\n ", words);
    }
}
