package io.counterfoil.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Encoded words of header fields (RFC 2047), as they come: with blanks inside, without end, with characters that are cut in two
 * by the border of two words. Neighbours of one charset are therefore put together as bytes before they become text.
 */
final class EncodedWords {
    private final String header;
    private final Defects defects;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable String charset;

    private EncodedWords(String header, Defects defects) {
        this.header = header;
        this.defects = defects;
    }

    /** The field's text; what cannot be decoded stays as it is. */
    static String decode(String header, Defects defects) {
        return header.contains("=?") ? new EncodedWords(header, defects).decode() : header;
    }

    private String decode() {
        int done = 0;
        int start = header.indexOf("=?");
        while (start >= 0) {
            Word word = wordAt(start);
            if (word == null) {
                start = header.indexOf("=?", start + 2);
                continue;
            }
            String between = header.substring(done, start);
            boolean continues = charset != null && between.isBlank();
            if (!continues || !word.charset().equals(charset)) {
                flush();
            }
            if (!continues) {
                out.append(between);
            }
            charset = word.charset();
            pending.writeBytes(word.bytes());
            done = word.end();
            start = header.indexOf("=?", done);
        }
        flush();
        return out.append(header, done, header.length()).toString();
    }

    private void flush() {
        if (charset != null) {
            out.append(Charsets.decode(pending.toByteArray(), charset, defects));
            pending.reset();
            charset = null;
        }
    }

    private record Word(String charset, byte[] bytes, int end) {}

    private @Nullable Word wordAt(int start) {
        int charsetEnd = header.indexOf('?', start + 2);
        if (charsetEnd < 0 || charsetEnd - start > 60 || charsetEnd + 3 > header.length()) {
            return null;
        }
        char encoding = Character.toLowerCase(header.charAt(charsetEnd + 1));
        if (header.charAt(charsetEnd + 2) != '?' || (encoding != 'b' && encoding != 'q')) {
            return null;
        }
        int textStart = charsetEnd + 3;
        int textEnd = header.indexOf("?=", textStart);
        if (textEnd < 0) {
            defects.add("encoded word without end");
            textEnd = header.length();
        }
        String text = header.substring(textStart, textEnd);
        String label = header.substring(start + 2, charsetEnd);
        // RFC 2231 adds a language: utf-8*en
        int language = label.indexOf('*');
        String name = (language < 0 ? label : label.substring(0, language)).toLowerCase(Locale.ROOT);
        byte[] bytes = encoding == 'b' ? base64(text) : quoted(text);
        return new Word(name, bytes, Math.min(textEnd + 2, header.length()));
    }

    /** Forgives strange characters, missing padding and a cut end. */
    static byte[] base64(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/') {
                digits.append(c);
            }
        }
        if (digits.length() % 4 == 1) {
            digits.setLength(digits.length() - 1);
        }
        return Base64.getDecoder().decode(digits.toString());
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '=' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
