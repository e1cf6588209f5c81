package io.counterfoil.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field such as {@code Content-Type}: a word, and parameters. Parameters may be in pieces and in a charset (RFC 2231), or in
 * encoded words, as RFC 2047 forbids and everybody does, or without quotes around blanks.
 *
 * @param word lower-case, without blanks; empty when there is none
 * @param parameters by lower-case name; the first of each counts
 */
record ParameterisedField(String word, Map<String, String> parameters) {
    static final ParameterisedField NONE = new ParameterisedField("", Map.of());
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MOST = 100;

    @Nullable
    String get(String parameter) {
        return parameters.get(parameter);
    }

    static ParameterisedField parse(@Nullable String field, Defects defects) {
        if (field == null) {
            return NONE;
        }
        int end = field.indexOf(';');
        String word = withoutComment(end < 0 ? field : field.substring(0, end));
        if (end < 0) {
            return new ParameterisedField(word, Map.of());
        }
        Map<String, String> raw = new HashMap<>();
        int i = end + 1;
        while (i < field.length() && raw.size() < MOST) {
            i = parameter(field, i, raw);
        }
        return new ParameterisedField(word, decoded(raw, defects));
    }

    private static String withoutComment(String word) {
        int comment = word.indexOf('(');
        return BLANKS.matcher(comment < 0 ? word : word.substring(0, comment))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** Reads one parameter, and says where the next begins. */
    private static int parameter(String field, int from, Map<String, String> raw) {
        int equals = field.indexOf('=', from);
        int semicolon = field.indexOf(';', from);
        if (equals < 0) {
            return field.length();
        }
        if (semicolon >= 0 && semicolon < equals) {
            return semicolon + 1;
        }
        String name = field.substring(from, equals).strip().toLowerCase(Locale.ROOT);
        int i = equals + 1;
        while (i < field.length() && Character.isWhitespace(field.charAt(i))) {
            i++;
        }
        StringBuilder value = new StringBuilder();
        if (i < field.length() && field.charAt(i) == '"') {
            for (i++; i < field.length() && field.charAt(i) != '"'; i++) {
                // a backslash before a letter is part of a Windows path rather than an escape
                if (field.charAt(i) == '\\' && i + 1 < field.length() && "\"\\".indexOf(field.charAt(i + 1)) >= 0) {
                    i++;
                }
                value.append(field.charAt(i));
            }
            int next = field.indexOf(';', i);
            raw.putIfAbsent(name, value.toString());
            return next < 0 ? field.length() : next + 1;
        }
        int next = field.indexOf(';', i);
        String plain = field.substring(i, next < 0 ? field.length() : next).strip();
        raw.putIfAbsent(name, plain);
        return next < 0 ? field.length() : next + 1;
    }

    private static Map<String, String> decoded(Map<String, String> raw, Defects defects) {
        Map<String, String> out = new HashMap<>();
        Map<String, Map<Integer, String>> pieces = new HashMap<>();
        raw.forEach((name, value) -> {
            int star = name.indexOf('*');
            if (star < 0) {
                out.putIfAbsent(name, EncodedWords.decode(value, defects));
                return;
            }
            String rest = name.substring(star + 1);
            boolean encoded = rest.isEmpty() || rest.endsWith("*");
            String number = rest.replace("*", "");
            int place = number.matches("\\d{1,3}") ? Integer.parseInt(number) : 0;
            pieces.computeIfAbsent(name.substring(0, star), none -> new TreeMap<>())
                    .put(place, (encoded ? "%" : "=") + value);
        });
        // RFC 2231's spelling is the better one where both are given
        pieces.forEach((name, values) -> out.put(name, joined(values, defects)));
        return Map.copyOf(out);
    }

    /** @param pieces each begins with % when it is percent-encoded, and with = when not */
    private static String joined(Map<Integer, String> pieces, Defects defects) {
        String charset = null;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean first = true;
        for (String piece : pieces.values()) {
            String value = piece.substring(1);
            if (piece.charAt(0) == '=') {
                bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            } else {
                int quote = first ? value.indexOf('\'') : -1;
                int second = quote < 0 ? -1 : value.indexOf('\'', quote + 1);
                if (second >= 0) {
                    charset = value.substring(0, quote);
                    value = value.substring(second + 1);
                }
                percent(value, bytes);
            }
            first = false;
        }
        return Charsets.decode(bytes.toByteArray(), charset, defects);
    }

    private static void percent(String value, ByteArrayOutputStream bytes) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int high = c == '%' && i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
