package io.counterfoil.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one header in their order, unfolded, encoded words not yet decoded. */
final class HeaderFields {
    private static final Set<String> ONCE = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "content-type",
            "content-transfer-encoding");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,900}>");

    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\x00]+");

    private final List<Field> fields = new ArrayList<>();
    private final Defects defects;

    HeaderFields(Defects defects) {
        this.defects = defects;
    }

    /** @param name lower-case */
    record Field(String name, String value) {}

    /** @param raw the whole field with its name, as it was sent */
    void add(String name, byte[] raw) {
        int colon = 0;
        while (colon < raw.length && raw[colon] != ':') {
            colon++;
        }
        int from = Math.min(colon + 1, raw.length);
        int length = raw.length - from;
        if (length > Limits.FIELD) {
            defects.add("field of " + length + " bytes", name);
            length = Limits.FIELD;
        }
        add(name, text(raw, from, length));
    }

    void add(String name, String value) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (fields.size() >= Limits.FIELDS) {
            defects.add("more than " + Limits.FIELDS + " fields");
            return;
        }
        if (ONCE.contains(lower) && has(lower)) {
            defects.add("doubled field", lower);
        }
        fields.add(new Field(lower, LINE_ENDS.matcher(value).replaceAll("").strip()));
    }

    /** Fields are ASCII by rule, UTF-8 in newer mail, and anything in old mail. */
    private String text(byte[] raw, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw, from, length))
                    .toString();
        } catch (CharacterCodingException older) {
            defects.add("header is not utf-8");
            return new String(raw, from, length, Charsets.WESTERN);
        }
    }

    boolean has(String name) {
        return first(name) != null;
    }

    /** The first field of a name; the first counts where there should be one. */
    @Nullable
    String first(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field.value();
            }
        }
        return null;
    }

    String firstOr(String name, String otherwise) {
        String value = first(name);
        return value == null ? otherwise : value;
    }

    List<Field> all() {
        return fields;
    }

    /** A field for people: decoded, one line. */
    String text(String name) {
        return Texts.line(EncodedWords.decode(firstOr(name, ""), defects));
    }

    List<Correspondent> people(String name) {
        String value = first(name);
        return value == null ? List.of() : AddressList.parse(value, defects);
    }

    /** The Message-IDs in a field, with their brackets; of many the last. */
    List<String> messageIds(String name) {
        return messageIdsIn(firstOr(name, ""));
    }

    static List<String> messageIdsIn(String value) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = MESSAGE_ID.matcher(value);
        while (matcher.find()) {
            ids.add(Texts.line(matcher.group(), 1000));
        }
        return List.copyOf(ids.subList(Math.max(0, ids.size() - Limits.REFERENCES), ids.size()));
    }
}
