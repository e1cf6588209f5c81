package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.counterfoil.contacts.Contact;
import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact.
 *
 */
record ContactAnswer(
        String id,
        @Nullable String email,
        @Nullable String title,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable LocalDate birthDate,
        @Nullable String nationality,
        @Nullable String idNumber,
        @Nullable String mobilePhone,
        @Nullable String country,
        @Nullable String language,
        Consents consents,
        boolean temporary,
        boolean internetAccount,
        Instant createdAt,
        @Nullable Instant erasedAt) {

    /** What a contact has agreed to. */
    record Consents(
            @JsonProperty("INSTITUTION") boolean institution,
            @JsonProperty("THIRD_PARTY") boolean thirdParty) {}

    static ContactAnswer of(Contact contact) {
        return new ContactAnswer(
                contact.id().toString(),
                contact.email(),
                contact.title(),
                contact.firstName(),
                contact.lastName(),
                contact.birthDate(),
                contact.nationality(),
                contact.idNumber(),
                contact.mobilePhone(),
                contact.country(),
                contact.language(),
                new Consents(contact.consentInstitution(), contact.consentThirdParty()),
                contact.temporary(),
                contact.internetAccount(),
                contact.createdAt(),
                contact.erasedAt());
    }

    static @Nullable ContactAnswer of(@Nullable ContactId id, Map<ContactId, Contact> people) {
        Contact contact = id == null ? null : people.get(id);
        return contact == null ? null : of(contact);
    }
}
