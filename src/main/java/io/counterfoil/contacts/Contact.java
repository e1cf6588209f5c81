package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person or company known to an organizer, merges followed.
 *
 * @param email null where none is known, and of an erased contact
 * @param orphanedAt since when a temporary contact has held nothing and waited for nobody (contact rule 6)
 */
public record Contact(
        ContactId id,
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
        boolean consentInstitution,
        boolean consentThirdParty,
        boolean temporary,
        boolean internetAccount,
        @Nullable Instant orphanedAt,
        @Nullable Instant erasedAt,
        Instant createdAt) {

    /** What people see. Display only: neither placeholder is ever stored, sent or exported. */
    public String displayName() {
        if (erasedAt != null) {
            return "Erased contact";
        }
        if (temporary) {
            return RealNames.PLACEHOLDER;
        }
        return Stream.of(title, firstName, lastName).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }
}
