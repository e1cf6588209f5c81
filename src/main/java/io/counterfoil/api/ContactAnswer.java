package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.counterfoil.accounts.PersonalDataView;
import io.counterfoil.contacts.Contact;
import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact; masked for a token that may not see personal data: its birthday is then null.
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
        PersonalDataView view = Masking.view();
        return new ContactAnswer(
                contact.id().toString(),
                view.address(contact.email()),
                view.other(contact.title()),
                view.name(contact.firstName()),
                view.name(contact.lastName()),
                view.isMasked() ? null : contact.birthDate(),
                view.other(contact.nationality()),
                view.other(contact.idNumber()),
                view.telephone(contact.mobilePhone()),
                view.other(contact.country()),
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
