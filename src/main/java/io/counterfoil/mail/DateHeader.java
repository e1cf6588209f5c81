package io.counterfoil.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times of header fields: RFC 5322 with its obsolete forms, and ISO 8601, which some programs write. */
final class DateHeader {
    private static final Pattern DATE = Pattern.compile(
            "(\\d{1,2})[ -]+([A-Za-z]{3})[a-z]*\\.?[ -]+(\\d{2,4}),?\\s+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\.\\d{1,9})?"
                    + "\\s*([+-]\\d{4}|[A-Za-z]{1,5})?");
    private static final Pattern ISO =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:?\\d{2})");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    /** Hours from Greenwich of the zones that RFC 5322 names, and of two that are written all the same. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7),
            Map.entry("CET", 1),
            Map.entry("CEST", 2));

    private static final int MOST = 200;

    private DateHeader() {}

    /** Nothing when it is not a time, or one that no calendar has. */
    static Optional<Instant> parse(@Nullable String header) {
        if (header == null || header.length() > MOST) {
            return Optional.empty();
        }
        try {
            Matcher iso = ISO.matcher(header);
            if (iso.find()) {
                return Optional.of(OffsetDateTime.parse(withColon(iso.group().replace(' ', 'T')))
                        .toInstant());
            }
            Matcher date = DATE.matcher(header);
            return date.find() ? of(date) : Optional.empty();
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /** The same for a time that a person's program wrote for that person: without a zone it could be anywhere. */
    static Optional<Instant> parseZoned(String text) {
        Matcher date = DATE.matcher(text);
        boolean zoned = text.length() <= MOST && date.find() && date.group(7) != null;
        return zoned ? parse(text) : Optional.empty();
    }

    private static Optional<Instant> of(Matcher date) {
        int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT));
        if (month < 0) {
            return Optional.empty();
        }
        int year = Integer.parseInt(date.group(3));
        if (year < 50) {
            year += 2000;
        } else if (year < 1000) {
            year += 1900;
        }
        String seconds = date.group(6);
        // a leap second is the end of the one before
        int second = seconds == null ? 0 : Math.min(59, Integer.parseInt(seconds));
        LocalDateTime local = LocalDateTime.of(
                year,
                month + 1,
                Integer.parseInt(date.group(1)),
                Integer.parseInt(date.group(4)),
                Integer.parseInt(date.group(5)),
                second);
        return Optional.of(local.toInstant(zone(date.group(7))));
    }

    private static ZoneOffset zone(@Nullable String zone) {
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        if (zone.startsWith("+") || zone.startsWith("-")) {
            int minutes = Integer.parseInt(zone.substring(1, 3)) * 60 + Integer.parseInt(zone.substring(3));
            return ZoneOffset.ofTotalSeconds((zone.startsWith("-") ? -60 : 60) * minutes);
        }
        return ZoneOffset.ofHours(ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), 0));
    }

    private static String withColon(String iso) {
        int length = iso.length();
        return iso.endsWith("Z") || iso.charAt(length - 3) == ':'
                ? iso
                : iso.substring(0, length - 2) + ":" + iso.substring(length - 2);
    }
}
