package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PersonalDataViewTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/PersonalDataView.csv", useHeadersInDisplayName = true)
    void viewersSeeMasksAndOthersTheValue(
            String kind, @Nullable String value, @Nullable String viewer, @Nullable String others) {
        for (Role role : Role.values()) {
            PersonalDataView view = PersonalDataView.of(role);
            String seen = switch (kind) {
                case "name" -> view.name(value);
                case "address" -> view.address(value);
                case "telephone" -> view.telephone(value);
                default -> view.other(value);
            };
            assertThat(seen).as("%s", role).isEqualTo(role == Role.VIEWER ? viewer : others);
        }
    }
}
