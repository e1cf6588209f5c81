package io.counterfoil.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** UTF-7 (RFC 2152), which Java doesn't read and old mail programs still write. */
final class Utf7 {
    private Utf7() {}

    /** Never fails: what is not UTF-7 stays as it is. */
    static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '+') {
                out.append(c);
                continue;
            }
            int end = i;
            while (end < text.length() && isBase64(text.charAt(end))) {
                end++;
            }
            boolean closed = end < text.length() && text.charAt(end) == '-';
            if (end == i) {
                out.append('+');
            } else {
                out.append(shifted(text.substring(i, end)));
            }
            i = closed ? end + 1 : end;
        }
        return out.toString();
    }

    private static String shifted(String base64) {
        // a character more than a whole number of bytes cannot be decoded
        String whole = base64.length() % 4 == 1 ? base64.substring(0, base64.length() - 1) : base64;
        byte[] utf16 = Base64.getDecoder().decode(whole);
        return new String(utf16, 0, utf16.length / 2 * 2, StandardCharsets.UTF_16BE);
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
