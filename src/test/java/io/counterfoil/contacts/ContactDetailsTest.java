package io.counterfoil.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Sample;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ContactDetailsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/ContactDetails.csv", useHeadersInDisplayName = true)
    void fields(String field, @Nullable String given, @Nullable String kept, boolean warning) {
        ContactDetails details = ContactDetails.clean(with(field, given == null ? null : Sample.of(given)));

        assertThat(Objects.toString(read(details, field), "")).isEqualTo(Sample.of(kept));
        assertThat(details.warnings()).hasSize(warning ? 1 : 0);
        assertThat(details.warnings()).allSatisfy(text -> {
            assertThat(text).startsWith(field + ": ").contains("(expected: ").hasSizeLessThan(300);
            assertThat(text.codePoints()).noneMatch(Excerpt::isUnsafe);
        });
    }

    private static RawDetails with(String field, @Nullable String value) {
        Boolean flag = value == null ? null : Boolean.valueOf(value);
        return new RawDetails(
                field.equals("email") ? value : null,
                field.equals("title") ? value : null,
                field.equals("firstName") ? value : null,
                field.equals("lastName") ? value : null,
                field.equals("dateOfBirth") ? value : null,
                field.equals("nationality") ? value : null,
                field.equals("idCardNumber") ? value : null,
                field.equals("phoneNumber") ? value : null,
                field.equals("residenceCountry") ? value : null,
                field.equals("language") ? value : null,
                field.equals("allowPromoEmail") ? flag : null,
                field.equals("allowThirdPartyEmail") ? flag : null);
    }

    private static @Nullable Object read(ContactDetails details, String field) {
        return switch (field) {
            case "email" -> text(details.address());
            case "title" -> details.title();
            case "firstName" -> details.firstName();
            case "lastName" -> details.lastName();
            case "dateOfBirth" -> details.birthDate();
            case "nationality" -> details.nationality();
            case "idCardNumber" -> details.idNumber();
            case "phoneNumber" -> details.mobilePhone();
            case "residenceCountry" -> details.country();
            case "language" -> details.language();
            case "allowPromoEmail" -> details.consentInstitution();
            case "allowThirdPartyEmail" -> details.consentThirdParty();
            default -> throw new IllegalArgumentException(field);
        };
    }

    private static @Nullable String text(@Nullable EmailAddress address) {
        return address == null ? null : address.text();
    }
}
