package io.counterfoil.reference;

import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.Excerpt;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A contact's mapped fields but the address. What is present and unusable is left empty. */
public record ReferenceProfile(
        @Nullable String title,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable LocalDate birthDate,
        @Nullable String nationality,
        @Nullable String idNumber,
        @Nullable String mobilePhone,
        @Nullable String country,
        @Nullable String language,
        boolean institution,
        boolean thirdParty) {
    /** Of somebody of whom only an address is known. */
    public static final ReferenceProfile EMPTY =
            new ReferenceProfile(null, null, null, null, null, null, null, null, null, false, false);

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Of somebody of whom only names are known. */
    public static ReferenceProfile named(@Nullable String firstName, @Nullable String lastName) {
        return new ReferenceProfile(
                null, text(firstName, 200), text(lastName, 200), null, null, null, null, null, null, false, false);
    }

    static ReferenceProfile of(RawDetails raw) {
        return new ReferenceProfile(
                text(raw.title(), 200),
                text(raw.firstName(), 200),
                text(raw.lastName(), 200),
                date(raw.dateOfBirth()),
                country(raw.nationality()),
                text(raw.idCardNumber(), 100),
                phone(raw.phoneNumber()),
                country(raw.residenceCountry()),
                language(raw.language()),
                Boolean.TRUE.equals(raw.allowPromoEmail()),
                Boolean.TRUE.equals(raw.allowThirdPartyEmail()));
    }

    /** Contact rule 5. */
    boolean hasRealNames() {
        for (String name : List.of(or(firstName), or(lastName), or(firstName) + " " + or(lastName))) {
            if (name.strip().equalsIgnoreCase("Pending CREATION")) {
                return false;
            }
        }
        boolean first = or(firstName).codePoints().anyMatch(Character::isLetter);
        boolean last = or(lastName).codePoints().anyMatch(Character::isLetter);
        return (first || firstName == null) && (last || lastName == null) && (first || last);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }

    private static @Nullable String text(@Nullable String raw, int most) {
        String text = trimmed(raw);
        boolean usable = text != null
                && text.codePointCount(0, text.length()) <= most
                && text.codePoints().noneMatch(Excerpt::isUnsafe);
        return usable ? text : null;
    }

    private static @Nullable String phone(@Nullable String raw) {
        String text = text(raw, 50);
        return text != null && text.chars().anyMatch(Character::isDigit) ? text : null;
    }

    private static @Nullable LocalDate date(@Nullable String raw) {
        String text = trimmed(raw);
        if (text == null || !DATE.matcher(text).matches()) {
            return null;
        }
        int year = Integer.parseInt(text.substring(0, 4));
        int month = Integer.parseInt(text.substring(5, 7));
        int day = Integer.parseInt(text.substring(8));
        boolean isADay = year >= 1850
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= LocalDate.of(year, month, 1).lengthOfMonth();
        return isADay ? LocalDate.of(year, month, day) : null;
    }

    private static @Nullable String country(@Nullable String raw) {
        String text = trimmed(raw);
        String code = text == null ? "" : text.toUpperCase(Locale.ROOT);
        boolean known = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2).contains(code)
                || Locale.getISOCountries(IsoCountryCode.PART1_ALPHA3).contains(code);
        return known ? code : null;
    }

    private static @Nullable String language(@Nullable String raw) {
        String text = trimmed(raw);
        if (text == null) {
            return null;
        }
        try {
            String tag = new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
            return tag.length() <= 200 ? tag : null;
        } catch (IllformedLocaleException notALanguage) {
            return null;
        }
    }
}
