package io.counterfoil.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text by the label that they carry, however wrong. Labels mean what browsers take them for (the larger charset: GB18030
 * for gb2312, windows-1252 for iso-8859-1); a label that the bytes contradict is not believed.
 */
final class Charsets {
    static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Charset JAPANESE_MAIL = Charset.forName("x-windows-iso2022jp");
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf-8mb4", "UTF-8"),
            Map.entry("macintosh", "x-MacRoman"));
    private static final Set<String> UTF_7 = Set.of("utf-7", "unicode-1-1-utf-7", "csunicode11utf7", "utf7");
    private static final Set<String> SAYS_NOTHING = Set.of(
            "",
            "us-ascii",
            "ascii",
            "ansi_x3.4-1968",
            "unknown-8bit",
            "x-unknown",
            "unknown",
            "default",
            "binary",
            "8bit",
            "_charset");

    private Charsets() {}

    /** The text; never fails. */
    static String decode(byte[] bytes, @Nullable String label, Defects defects) {
        String name = label == null ? "" : label.strip().toLowerCase(Locale.ROOT);
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (SAYS_NOTHING.contains(name)) {
            return guess(bytes, name, defects);
        }
        if (UTF_7.contains(name)) {
            return Utf7.decode(bytes);
        }
        Charset charset = find(name);
        if (charset == null) {
            defects.add("unknown charset", name);
            return guess(bytes, "", defects);
        }
        return decode(bytes, charset, name, defects);
    }

    private static String decode(byte[] bytes, Charset charset, String name, Defects defects) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            String strict = strictUtf8(bytes);
            return strict != null ? strict : brokenUtf8(bytes, defects);
        }
        if (isAscii(bytes) && !isEscaped(bytes)) {
            // also what is labelled UTF-16 and has not a single byte of it
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        if (charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1) {
            String utf8 = strictUtf8(bytes);
            if (utf8 != null) {
                defects.add("mislabelled charset", name + " is utf-8");
                return utf8;
            }
        }
        String text = new String(bytes, charset);
        // Vietnamese comes in pieces: letter, then accent
        return charset.name().equals("windows-1258") ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
    }

    private static String guess(byte[] bytes, String label, Defects defects) {
        if (isAscii(bytes)) {
            return new String(bytes, isEscaped(bytes) ? JAPANESE_MAIL : StandardCharsets.US_ASCII);
        }
        if (label.contains("ascii")) {
            defects.add("mislabelled charset", label + " has other bytes");
        } else {
            defects.add("charset is guessed");
        }
        String utf8 = strictUtf8(bytes);
        return utf8 != null ? utf8 : new String(bytes, WESTERN);
    }

    /** Damaged UTF-8 shows its damage; what has more damage than characters is another charset. */
    private static String brokenUtf8(byte[] bytes, Defects defects) {
        String shown = new String(bytes, StandardCharsets.UTF_8);
        long damaged = shown.chars().filter(c -> c == '\uFFFD').count();
        long good = shown.chars().filter(c -> c > 0x7F && c != '\uFFFD').count();
        if (good >= damaged) {
            defects.add("damaged utf-8");
            return shown;
        }
        defects.add("mislabelled charset", "utf-8 has other bytes");
        return new String(bytes, WESTERN);
    }

    private static @Nullable Charset find(String name) {
        try {
            return Charset.forName(ALIASES.getOrDefault(name, name));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static @Nullable String strictUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherCharset) {
            return null;
        }
    }

    /** Escape sequences of ISO-2022, which are made of ASCII bytes. */
    private static boolean isEscaped(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0x1B && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
