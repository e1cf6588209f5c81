package io.counterfoil.contacts;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Rule;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact's fields as far as they are usable. Source: the mapping table of contact synchronisation.
 *
 * @param nationality ISO 3166-1 code in upper case, alpha-2 or alpha-3 as it was given
 * @param country like nationality
 * @param language BCP 47
 * @param institution whether the institution may write
 * @param thirdParty whether others may have the address
 * @param warnings what was present and unusable, with the value: personal data, so it belongs into the contact's own journal
 *     lines and nowhere else
 */
@Rule("A field that is present and unusable is left empty and gives a warning; an absent consent is not given.")
public record ContactDetails(
        @Nullable EmailAddress address,
        @Nullable String title,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable LocalDate birthDate,
        @Nullable String nationality,
        @Nullable String idNumber,
        @Nullable String mobilePhone,
        @Nullable String country,
        @Nullable String language,
        Consent institution,
        Consent thirdParty,
        List<String> warnings) {

    /** The usable fields of {@code spectatorDetails}. */
    public static ContactDetails clean(RawDetails raw) {
        FieldReader fields = new FieldReader();
        return new ContactDetails(
                fields.address("email", raw.email()),
                fields.name("title", raw.title()),
                fields.name("firstName", raw.firstName()),
                fields.name("lastName", raw.lastName()),
                fields.date("dateOfBirth", raw.dateOfBirth()),
                fields.country("nationality", raw.nationality()),
                fields.idNumber("idCardNumber", raw.idCardNumber()),
                fields.phone("phoneNumber", raw.phoneNumber()),
                fields.country("residenceCountry", raw.residenceCountry()),
                fields.language("language", raw.language()),
                Consent.of(raw.allowPromoEmail()),
                Consent.of(raw.allowThirdPartyEmail()),
                fields.warnings());
    }

    public boolean consentInstitution() {
        return institution.isGiven();
    }

    public boolean consentThirdParty() {
        return thirdParty.isGiven();
    }

    /** Which fields were present and unusable: for places that outlive a person's data, such as a run's journal. */
    public List<String> warningsWithoutValues() {
        return warnings.stream()
                .map(warning -> warning.substring(0, warning.indexOf(':')) + ": unusable, left empty")
                .toList();
    }

    /** Names that are a person's or company's: what makes a temporary contact normal (contact rule 5). */
    public boolean hasRealNames() {
        return RealNames.are(firstName, lastName);
    }
}
