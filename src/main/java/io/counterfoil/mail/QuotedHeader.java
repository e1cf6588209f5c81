package io.counterfoil.mail;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header that mail programs write above what they quote or forward: From, Sent, To, Subject, in the reader's language.
 *
 * @param end the first line after it
 */
record QuotedHeader(Map<Field, String> fields, int end) {
    private static final int MOST_LINES = 14;
    private static final int LONGEST_LABEL = 20;

    enum Field {
        FROM,
        DATE,
        TO,
        CC,
        SUBJECT
    }

    private static final Map<String, Field> LABELS = Map.ofEntries(
            Map.entry("from", Field.FROM),
            Map.entry("von", Field.FROM),
            Map.entry("de", Field.FROM),
            Map.entry("da", Field.FROM),
            Map.entry("van", Field.FROM),
            Map.entry("expéditeur", Field.FROM),
            Map.entry("sent", Field.DATE),
            Map.entry("date", Field.DATE),
            Map.entry("gesendet", Field.DATE),
            Map.entry("datum", Field.DATE),
            Map.entry("envoyé", Field.DATE),
            Map.entry("envoyé le", Field.DATE),
            Map.entry("enviado", Field.DATE),
            Map.entry("enviado el", Field.DATE),
            Map.entry("enviada em", Field.DATE),
            Map.entry("enviado em", Field.DATE),
            Map.entry("enviada", Field.DATE),
            Map.entry("fecha", Field.DATE),
            Map.entry("inviato", Field.DATE),
            Map.entry("data", Field.DATE),
            Map.entry("verzonden", Field.DATE),
            Map.entry("to", Field.TO),
            Map.entry("an", Field.TO),
            Map.entry("à", Field.TO),
            Map.entry("pour", Field.TO),
            Map.entry("para", Field.TO),
            Map.entry("a", Field.TO),
            Map.entry("aan", Field.TO),
            Map.entry("cc", Field.CC),
            Map.entry("kopie", Field.CC),
            Map.entry("subject", Field.SUBJECT),
            Map.entry("betreff", Field.SUBJECT),
            Map.entry("objet", Field.SUBJECT),
            Map.entry("sujet", Field.SUBJECT),
            Map.entry("asunto", Field.SUBJECT),
            Map.entry("oggetto", Field.SUBJECT),
            Map.entry("onderwerp", Field.SUBJECT),
            Map.entry("assunto", Field.SUBJECT));

    /** The header that begins at a line, if one does. */
    static Optional<QuotedHeader> at(List<String> lines, int start) {
        Field first = start < lines.size() ? fieldOf(lines.get(start)) : null;
        if (first == null || first == Field.TO || first == Field.CC) {
            return Optional.empty();
        }
        Map<Field, String> fields = new EnumMap<>(Field.class);
        Field current = null;
        int i = start;
        for (; i < lines.size() && i < start + MOST_LINES; i++) {
            String line = unquoted(lines.get(i));
            if (line.isBlank()) {
                break;
            }
            Field field = fieldOf(lines.get(i));
            if (field != null) {
                current = field;
                fields.putIfAbsent(
                        field,
                        line.substring(line.indexOf(':') + 1)
                                .replaceFirst("^\\s*\\*", "")
                                .strip());
            } else if (current != null) {
                String more = line.strip();
                fields.computeIfPresent(current, (same, value) -> (value + " " + more).strip());
            }
        }
        String from = fields.get(Field.FROM);
        boolean complete = from != null
                && fields.size() >= 3
                && (from.indexOf('@') >= 0 || (fields.containsKey(Field.SUBJECT) && fields.containsKey(Field.DATE)));
        return complete ? Optional.of(new QuotedHeader(Map.copyOf(fields), i)) : Optional.empty();
    }

    String get(Field field) {
        return fields.getOrDefault(field, "");
    }

    /** The first address in From, in any of the ways in which it is written there. */
    Optional<Correspondent> from() {
        String value = get(Field.FROM)
                .replaceAll("<mailto:[^<>]{0,300}>", "")
                .replaceAll("(?i)\\[(?:mailto:)?([^\\[\\]\\s]{1,300})]", "<$1>");
        return AddressList.parse(value, new Defects()).stream().findFirst();
    }

    static String unquoted(String line) {
        int i = 0;
        while (i < line.length() && (line.charAt(i) == '>' || line.charAt(i) == ' ')) {
            i++;
        }
        return line.substring(i);
    }

    private static @Nullable Field fieldOf(String line) {
        String plain = unquoted(line);
        int colon = plain.indexOf(':');
        if (colon < 1 || colon > LONGEST_LABEL) {
            return null;
        }
        return LABELS.get(plain.substring(0, colon)
                .replace("*", "")
                .replace('\u00A0', ' ')
                .strip()
                .toLowerCase(Locale.ROOT));
    }
}
