package io.counterfoil.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.contacts.Contact;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AddresseeTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/Addressee.csv", useHeadersInDisplayName = true)
    void addressees(
            boolean overlay,
            String cultural,
            @Nullable String lastOwner,
            @Nullable String owner,
            String expected,
            boolean details) {
        Addressee chosen = Addressee.of(
                overlay,
                switch (cultural) {
                    case "none" -> null;
                    case "no address" -> contact(null, false);
                    case "erased" -> contact(null, true);
                    default -> contact(cultural, false);
                },
                EmailAddress.parse(lastOwner).orElse(null),
                owner == null ? null : contact(lastOwner, owner.equals("erased")));

        switch (chosen) {
            case Addressee.Person(EmailAddress address, Contact contact) -> {
                assertThat(address.text()).isEqualTo(expected);
                assertThat(contact != null).isEqualTo(details);
            }
            case Addressee.Nobody(String reason) -> assertThat(reason).endsWith(expected);
        }
    }

    private static Contact contact(@Nullable String email, boolean erased) {
        Instant erasedAt = erased ? Instant.EPOCH : null;
        return new Contact(
                new ContactId(new UUID(0, 1)),
                email,
                null,
                "Anna",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                false,
                false,
                false,
                null,
                erasedAt,
                Instant.EPOCH);
    }
}
