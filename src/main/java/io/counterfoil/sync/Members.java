package io.counterfoil.sync;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Reads members of an entry tolerantly: one of a wrong type, or that cannot be stored, counts as absent and leaves a
 * warning. The parser stands on the value before each call and on its end afterwards. Warnings hold no personal data.
 */
final class Members {
    /** Longest address that is kept; what is cut was unusable before (254 characters are the most) and is so afterwards. */
    private static final int LONGEST_ADDRESS = 1000;
    /** Stands for what the database cannot keep within an address, and keeps that address unusable. */
    private static final char SUBSTITUTE = '\u001A';

    private static final int MOST_HOLDER_MEMBERS = 50;
    private static final int LONGEST_HOLDER_TEXT = 200;

    private final JsonParser json;
    private final List<String> warnings = new ArrayList<>(0);

    Members(JsonParser json) {
        this.json = json;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /** Enters an object; false when the value is null (without a warning) or something else. */
    boolean isObject(String member) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            wrongType(member, "an object");
        }
        return false;
    }

    /** The name of the next member of the object that was entered, the parser on its value; null at its end. */
    @Nullable
    String next() {
        String name = json.nextName();
        if (name != null) {
            json.nextToken();
        }
        return name;
    }

    void skip() {
        json.skipChildren();
    }

    /** A string as it came, not checked. */
    @Nullable
    String rawText(String member) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        return nothing(member, "a string");
    }

    /** A string, or a whole number as it is spelled. */
    @Nullable
    String textOrInteger(String member) {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getString();
        }
        return json.currentToken() == JsonToken.VALUE_STRING
                ? json.getString()
                : nothing(member, "a string or a whole number");
    }

    /** A text that the database can keep, of at most so many characters. */
    @Nullable
    String storable(String member, @Nullable String text, int most) {
        if (text == null || (text.length() <= most && !hasUnstorable(text))) {
            return text;
        }
        warn(member + ": " + text.length() + " characters (expected: at most " + most
                + ", no NUL, no half of a surrogate pair)");
        return null;
    }

    /** An address as it came, usable or not: what is given and unusable must stay so. */
    @Nullable
    String address(String member) {
        String text = rawText(member);
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST_ADDRESS) {
            warn(member + ": " + text.length() + " characters (expected: an address of at most 254)");
            text = text.substring(0, LONGEST_ADDRESS);
        }
        if (!hasUnstorable(text)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(c -> kept.appendCodePoint(isUnstorable(c) ? SUBSTITUTE : c));
        return kept.toString();
    }

    @Nullable
    Boolean flag(String member) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> {
                nothing(member, "true or false");
                yield null;
            }
        };
    }

    @Nullable
    Long whole(String member) {
        String text = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? json.getString()
                : nothing(member, "a whole number");
        if (text == null) {
            return null;
        }
        try {
            return text.length() > 20 ? tooLarge(member) : Long.valueOf(text);
        } catch (NumberFormatException beyondLong) {
            return tooLarge(member);
        }
    }

    @Nullable
    Instant instant(String member) {
        String text = rawText(member);
        Instant instant = text == null ? null : Rfc3339.parse(text);
        if (text != null && instant == null) {
            warn(member + ": " + Excerpt.of(text) + " (expected: RFC 3339 with offset, such as 2026-06-14T09:12:33Z)");
        }
        return instant;
    }

    /** The address in {@code {"email": …}}: null clears, as does an address that is null. */
    Told<String> owner(String member) {
        if (!isObject(member)) {
            return json.currentToken() == JsonToken.VALUE_NULL ? Told.of(null) : Told.nothing();
        }
        Told<String> owner = Told.nothing();
        for (String name = next(); name != null; name = next()) {
            if (!name.equals("email")) {
                skip();
            } else if (json.currentToken() == JsonToken.VALUE_NULL) {
                owner = Told.of(null);
            } else {
                String address = address(member + ".email");
                owner = address == null ? Told.nothing() : Told.of(address);
            }
        }
        return owner;
    }

    /** The flat members of the ticket holder as compact JSON, by name, so that equal holders are equal texts. */
    Told<String> holder(String member) {
        if (!isObject(member)) {
            return json.currentToken() == JsonToken.VALUE_NULL ? Told.of(null) : Told.nothing();
        }
        Map<String, String> holder = new TreeMap<>();
        for (String name = next(); name != null; name = next()) {
            String value = holderValue(member, name);
            if (value != null && holder.size() < MOST_HOLDER_MEMBERS) {
                holder.put(name, value);
            }
        }
        StringBuilder compact = new StringBuilder("{");
        holder.forEach((name, value) -> {
            compact.append(compact.length() == 1 ? "" : ",");
            quote(name, compact);
            compact.append(':').append(value);
        });
        return Told.of(compact.append('}').toString());
    }

    private @Nullable String holderValue(String member, String name) {
        boolean usableName = name.length() <= LONGEST_HOLDER_TEXT && !hasUnstorable(name);
        switch (json.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
                String text = usableName ? storable(member + " member", json.getString(), LONGEST_HOLDER_TEXT) : null;
                if (text == null || json.currentToken() != JsonToken.VALUE_STRING) {
                    return text;
                }
                StringBuilder quoted = new StringBuilder(text.length() + 2);
                quote(text, quoted);
                return quoted.toString();
            }
            default -> {
                skip();
                return null;
            }
        }
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, to);
        to.append('"');
    }

    private @Nullable String nothing(String member, String expected) {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            wrongType(member, expected);
        }
        return null;
    }

    private void wrongType(String member, String expected) {
        warn(member + ": " + kind(json.currentToken()) + " (expected: " + expected + ")");
        skip();
    }

    private @Nullable Long tooLarge(String member) {
        warn(member + ": " + Excerpt.of(json.getString()) + " (expected: a whole number of at most 64 bits)");
        return null;
    }

    /** What a value is, in words. */
    static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case null, default -> "nothing";
        };
    }

    /** NUL, which PostgreSQL refuses, and halves of surrogate pairs, which UTF-8 has no bytes for. */
    static boolean hasUnstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return text.codePoints().anyMatch(Members::isUnstorable);
            }
        }
        return false;
    }

    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
