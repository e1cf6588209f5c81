package io.counterfoil.mail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * A mail's bytes as the parser can take them: whatever is too long is left out here, because the parser gives up a mail as a whole when
 * it meets its limits.
 */
final class MailBytes {
    private static final byte[] NEW_LINE = {'\r', '\n'};
    private static final byte[] MBOX = "From ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] raw;
    private final int start;
    private final int end;
    private final Defects defects;

    MailBytes(byte[] raw, Defects defects) {
        this.raw = raw;
        this.defects = defects;
        if (raw.length > Limits.MAIL) {
            defects.add("mail of " + raw.length + " bytes; the first " + Limits.MAIL + " are read");
        }
        this.end = Math.min(raw.length, Limits.MAIL);
        this.start = firstField();
    }

    /** Where the header begins: after a byte order mark, empty lines, and the line that mailbox files put before each mail. */
    private int firstField() {
        int at = startsWith(0, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}) ? 3 : 0;
        int before = at;
        while (at < end && (raw[at] == '\r' || raw[at] == '\n')) {
            at++;
        }
        if (startsWith(at, MBOX)) {
            at = nextLine(at);
        }
        if (at > before) {
            defects.add("lines before the header");
        }
        return at;
    }

    InputStream stream() {
        if (start >= end) {
            defects.add("empty mail");
            return InputStream.nullInputStream();
        }
        if (!isField(start)) {
            defects.add("no header");
            return new SequenceInputStream(new ByteArrayInputStream(NEW_LINE), part(start, end));
        }
        int body = endOfHeader();
        if (body - start <= Limits.HEADER) {
            return part(start, end);
        }
        defects.add("header of " + (body - start) + " bytes; the first " + Limits.HEADER + " are read");
        int cut = start + Limits.HEADER;
        while (cut > start + 1 && raw[cut - 1] != '\n') {
            cut--;
        }
        if (cut == start + 1) {
            // one line without end
            cut = start + Limits.HEADER - NEW_LINE.length - 1;
        }
        InputStream header = part(start, cut);
        InputStream separator = new ByteArrayInputStream("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new SequenceInputStream(new SequenceInputStream(header, separator), part(body, end));
    }

    /** What follows the header. */
    byte[] body(int most) {
        int from = start < end && isField(start) ? endOfHeader() : start;
        byte[] body = new byte[Math.min(end - from, most)];
        System.arraycopy(raw, from, body, 0, body.length);
        return body;
    }

    private InputStream part(int from, int to) {
        return new ByteArrayInputStream(raw, from, Math.max(0, to - from));
    }

    /** Whether a line is a field: a name of printable characters, and a colon. */
    private boolean isField(int from) {
        int at = from;
        while (at < end && raw[at] > ' ' && raw[at] != ':' && raw[at] < 0x7F) {
            at++;
        }
        while (at > from && at < end && (raw[at] == ' ' || raw[at] == '\t')) {
            at++;
        }
        return at > from && at < end && raw[at] == ':';
    }

    private int endOfHeader() {
        int at = start;
        while (at < end) {
            if (raw[at] == '\n') {
                return at + 1;
            }
            if (raw[at] == '\r' && at + 1 < end && raw[at + 1] == '\n') {
                return at + 2;
            }
            at = nextLine(at);
        }
        return end;
    }

    private int nextLine(int from) {
        int at = from;
        while (at < end && raw[at] != '\n') {
            at++;
        }
        return Math.min(end, at + 1);
    }

    private boolean startsWith(int at, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (at + i >= end || raw[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
