package io.counterfoil.contacts;

import io.counterfoil.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A contact as somebody enters it. Unlike a wallet's details, a field that is unusable is refused: whoever enters it is there
 * to mend it.
 */
public record ContactInput(
        @Nullable String email,
        @Nullable String title,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String birthDate,
        @Nullable String nationality,
        @Nullable String idNumber,
        @Nullable String mobilePhone,
        @Nullable String country,
        @Nullable String language,
        @Nullable Boolean consentInstitution,
        @Nullable Boolean consentThirdParty,
        boolean internetAccount) {

    /** The fields, or a refusal that names the first unusable one. */
    ContactDetails checked() {
        FieldReader fields = new FieldReader();
        ContactDetails details = new ContactDetails(
                fields.address("email", email),
                fields.name("title", title),
                fields.name("firstName", firstName),
                fields.name("lastName", lastName),
                fields.date("birthDate", birthDate),
                fields.country("nationality", nationality),
                fields.idNumber("idNumber", idNumber),
                fields.phone("mobilePhone", mobilePhone),
                fields.country("country", country),
                fields.language("language", language),
                Consent.of(consentInstitution),
                Consent.of(consentThirdParty),
                fields.warnings());
        if (!fields.unusable().isEmpty()) {
            FieldReader.Unusable first = fields.unusable().getFirst();
            throw Refusal.invalid(first.field(), first.value(), first.expected());
        }
        boolean nameless = details.firstName() == null && details.lastName() == null;
        if (!nameless && !details.hasRealNames()) {
            String name = details.lastName() == null ? details.firstName() : details.lastName();
            throw Refusal.invalid("lastName", name, "names with at least one letter each, not the placeholder");
        }
        if (details.address() == null && (nameless || internetAccount)) {
            throw Refusal.invalid("email", email, internetAccount ? "the account's address" : "an address, or a name");
        }
        return details;
    }
}
