package io.counterfoil.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the leaves of a mail: texts, files (measured, not kept), and what a bounce or a forwarded mail encloses. */
final class PartCollector implements MimeWalk.Visitor {
    private static final int BUFFER = 16 << 10;
    private static final Pattern META_CHARSET =
            Pattern.compile("(?i)<meta[^>]{0,200}charset\\s*=\\s*[\"']?([\\w-]{1,40})");

    private final Defects defects;
    /** Number of the file whose bytes are wanted; 0: none. */
    private final int wanted;

    private final Map<Integer, Body> bodies = new LinkedHashMap<>();
    private final List<Attachment> files = new ArrayList<>();
    private final List<byte[]> enclosed = new ArrayList<>();
    private HeaderFields header;
    private ParameterisedField type = ParameterisedField.NONE;
    private byte @Nullable [] report;
    private byte @Nullable [] wantedBytes;
    private boolean receipt;

    PartCollector(Defects defects, int wanted) {
        this.defects = defects;
        this.wanted = wanted;
        this.header = new HeaderFields(defects);
    }

    /** One thing said, in plain text, in HTML, or in both. */
    static final class Body {
        private final StringBuilder plain = new StringBuilder();
        private final StringBuilder html = new StringBuilder();

        String plain() {
            return plain.toString();
        }

        String html() {
            return html.toString();
        }
    }

    HeaderFields header() {
        return header;
    }

    ParameterisedField type() {
        return type;
    }

    List<Body> bodies() {
        return List.copyOf(bodies.values());
    }

    /** Neither a text nor a file was found. */
    boolean saysNothing() {
        return files.isEmpty()
                && bodies.values().stream()
                        .allMatch(body -> body.plain().isBlank() && body.html().isBlank());
    }

    List<Attachment> files() {
        return files;
    }

    /** Enclosed messages or their headers, each as far as {@link Limits#ENCLOSED}. */
    List<byte[]> enclosed() {
        return enclosed;
    }

    /** The machine-readable part of a delivery report. */
    Optional<byte[]> report() {
        return Optional.ofNullable(report);
    }

    /** Whether it tells that somebody has read a mail (RFC 8098). */
    boolean isReceipt() {
        return receipt;
    }

    Optional<byte[]> wantedBytes() {
        return Optional.ofNullable(wantedBytes);
    }

    @Override
    public void header(HeaderFields fields, ParameterisedField contentType) {
        header = fields;
        type = contentType;
    }

    @Override
    public void leaf(MimeWalk.Leaf leaf, InputStream body) throws IOException {
        String given = leaf.disposition().get("filename");
        String name = given == null ? leaf.contentType().get("name") : given;
        boolean text = leaf.type().equals("text/plain") || leaf.type().equals("text/html");
        if (text && name == null && !leaf.disposition().word().equals("attachment")) {
            text(leaf, body);
        } else {
            file(leaf, name, body);
        }
    }

    private void text(MimeWalk.Leaf leaf, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Limits.TEXT);
        if (in.read() >= 0) {
            defects.add("text longer than " + Limits.TEXT + " bytes");
            in.transferTo(OutputStream.nullOutputStream());
        }
        int key = leaf.alternative() > 0 ? leaf.alternative() : -bodies.size() - 1;
        Body body = bodies.computeIfAbsent(key, none -> new Body());
        String label = leaf.contentType().get("charset");
        if (leaf.type().equals("text/html")) {
            String charset = label == null ? metaCharset(bytes) : label;
            body.html.append(Texts.body(Charsets.decode(bytes, charset, defects)));
            return;
        }
        String text = Texts.body(Charsets.decode(bytes, label, defects));
        if ("flowed".equalsIgnoreCase(leaf.contentType().get("format"))) {
            text = FlowedText.unwrap(
                    text, "yes".equalsIgnoreCase(leaf.contentType().get("delsp")));
        }
        body.plain.append(body.plain.isEmpty() ? "" : "\n").append(text);
    }

    private static @Nullable String metaCharset(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.ISO_8859_1);
        Matcher meta = META_CHARSET.matcher(start);
        return meta.find() ? meta.group(1) : null;
    }

    private void file(MimeWalk.Leaf leaf, @Nullable String name, InputStream in) throws IOException {
        int number = files.size() + 1;
        boolean tnef = leaf.type().equals("application/ms-tnef")
                || leaf.type().equals("application/vnd.ms-tnef")
                || "winmail.dat".equalsIgnoreCase(name);
        int kept = number == wanted ? Limits.MAIL : tnef ? Limits.TNEF : isEnclosed(leaf.type()) ? Limits.ENCLOSED : 0;
        ByteArrayOutputStream keep = new ByteArrayOutputStream(Math.min(kept, BUFFER));
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            keep.write(buffer, 0, Math.min(n, kept - keep.size()));
            size += n;
        }
        if (tnef && size <= Limits.TNEF && unpacked(keep.toByteArray())) {
            return;
        }
        byte[] bytes = keep.toByteArray();
        enclosed(leaf, bytes);
        String shown = name == null && leaf.type().equals("message/rfc822") ? subjectOf(bytes) : name;
        String contentId = Texts.line(leaf.fields().firstOr("content-id", "").replaceAll("^<|>$", ""));
        add(
                new Attachment(
                        number,
                        FileName.of(shown, leaf.type(), number),
                        leaf.type(),
                        size,
                        hex(digest),
                        contentId,
                        false),
                bytes);
    }

    private void add(Attachment file, byte[] bytes) {
        files.add(file);
        if (file.number() == wanted) {
            wantedBytes = bytes;
        }
    }

    private static boolean isEnclosed(String type) {
        return type.startsWith("message/") || type.equals("text/rfc822-headers");
    }

    private void enclosed(MimeWalk.Leaf leaf, byte[] bytes) {
        switch (leaf.type()) {
            case "message/delivery-status", "message/global-delivery-status" -> report = bytes;
            case "message/disposition-notification" -> receipt = true;
            case "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers" ->
                enclosed.add(bytes);
            default -> {
                // a file like others
            }
        }
    }

    private static @Nullable String subjectOf(byte[] message) {
        String subject = MimeWalk.headerOf(message).text("subject");
        return subject.isEmpty() ? null : subject + ".eml";
    }

    private boolean unpacked(byte[] winmail) {
        Tnef tnef = Tnef.read(winmail, defects).orElse(null);
        if (tnef == null) {
            defects.add("winmail.dat cannot be read");
            return false;
        }
        if (!tnef.text().isBlank() || !tnef.html().isBlank()) {
            Body body = new Body();
            body.plain.append(Texts.body(tnef.text()));
            body.html.append(Texts.body(tnef.html()));
            // beside a text of the mail itself it is the same text once more
            bodies.putIfAbsent(
                    bodies.isEmpty() ? -1 : bodies.keySet().iterator().next(), body);
        }
        for (Tnef.File file : tnef.files()) {
            int number = files.size() + 1;
            MessageDigest digest = sha256();
            digest.update(file.data());
            String type = Texts.line(file.type()).toLowerCase(Locale.ROOT);
            add(
                    new Attachment(
                            number,
                            FileName.of(file.name().isBlank() ? null : file.name(), type, number),
                            type,
                            file.data().remaining(),
                            hex(digest),
                            Texts.line(file.contentId()),
                            false),
                    number == wanted ? bytes(file.data()) : new byte[0]);
        }
        return !tnef.files().isEmpty() || !tnef.text().isBlank() || !tnef.html().isBlank();
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Everything in a mail. */
    static PartCollector of(byte[] raw, Defects defects) {
        return of(raw, defects, 0);
    }

    static PartCollector of(byte[] raw, Defects defects, int wanted) {
        PartCollector collector = new PartCollector(defects, wanted);
        new MimeWalk(defects, collector).walk(new MailBytes(raw, defects).stream());
        return collector;
    }
}
