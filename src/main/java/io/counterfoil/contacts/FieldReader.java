package io.counterfoil.contacts;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Excerpt;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a contact's fields from hostile text. What is present and unusable is left empty and remembered. */
final class FieldReader {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ID_NUMBER = 100;
    private static final int LONGEST_PHONE = 50;
    /** Nobody who holds a ticket was born before; catches 0199-01-01. */
    private static final int EARLIEST_YEAR = 1850;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Set<String> ALPHA_2 = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> ALPHA_3 = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA3);

    private final List<Unusable> unusable = new ArrayList<>();

    /** A field that was present and could not be used. */
    record Unusable(String field, String value, String expected) {
        @Override
        public String toString() {
            return field + ": " + Excerpt.of(value) + " (expected: " + expected + ")";
        }
    }

    List<Unusable> unusable() {
        return unusable;
    }

    List<String> warnings() {
        return unusable.stream().map(Unusable::toString).toList();
    }

    @Nullable
    EmailAddress address(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        EmailAddress address = EmailAddress.parse(text).orElse(null);
        if (address == null) {
            unusable.add(new Unusable(field, text, "one mailbox such as anna@example.org, at most 254 characters"));
        }
        return address;
    }

    @Nullable
    String name(String field, @Nullable String text) {
        return text(field, text, LONGEST_NAME);
    }

    @Nullable
    String idNumber(String field, @Nullable String text) {
        return text(field, text, LONGEST_ID_NUMBER);
    }

    @Nullable
    String phone(String field, @Nullable String text) {
        return checked(
                field,
                text(field, text, LONGEST_PHONE),
                phone -> phone.chars().anyMatch(Character::isDigit),
                "a phone number with digits");
    }

    @Nullable
    LocalDate date(String field, @Nullable String text) {
        String date = trimmed(text);
        if (date == null) {
            return null;
        }
        try {
            LocalDate parsed = LocalDate.parse(date, DATE);
            if (parsed.getYear() >= EARLIEST_YEAR) {
                return parsed;
            }
        } catch (DateTimeException notADate) {
            // told below, like a date that is too early
        }
        unusable.add(new Unusable(field, date, "a date as yyyy-MM-dd, from the year " + EARLIEST_YEAR));
        return null;
    }

    /** ISO 3166-1 code in upper case, of two letters or three, as it was given. */
    @Nullable
    String country(String field, @Nullable String text) {
        String country = trimmed(text);
        return checked(
                field,
                country == null ? null : country.toUpperCase(Locale.ROOT),
                code -> ALPHA_2.contains(code) || ALPHA_3.contains(code),
                "an ISO 3166-1 country code such as CH or CHE");
    }

    /** BCP 47 tag in its usual letter case. */
    @Nullable
    String language(String field, @Nullable String text) {
        String tag = trimmed(text);
        if (tag == null) {
            return null;
        }
        try {
            String language = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            if (language.length() <= LONGEST_NAME) {
                return language;
            }
        } catch (IllformedLocaleException notATag) {
            // told below, like one that is too long
        }
        unusable.add(new Unusable(field, tag, "a BCP 47 language tag such as fr or de-CH"));
        return null;
    }

    private @Nullable String text(String field, @Nullable String text, int longest) {
        return checked(
                field,
                trimmed(text),
                name -> name.codePointCount(0, name.length()) <= longest
                        && (Excerpt.isPlain(name) || name.codePoints().noneMatch(Excerpt::isUnsafe)),
                "at most " + longest + " characters, no control or bidirectional characters");
    }

    private @Nullable String checked(
            String field, @Nullable String value, Predicate<String> isUsable, String expected) {
        if (value == null || isUsable.test(value)) {
            return value;
        }
        unusable.add(new Unusable(field, value, expected));
        return null;
    }

    private static @Nullable String trimmed(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = text.strip();
        return Excerpt.isPlain(stripped) ? stripped : Normalizer.normalize(stripped, Normalizer.Form.NFC);
    }
}
