package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/Permission.csv", useHeadersInDisplayName = true)
    void isAsTheTableSays(Permission right, String viewer, String agent, String operator, String administrator) {
        List<String> table = List.of(viewer, agent, operator, administrator);
        for (Role role : Role.values()) {
            boolean has = table.get(List.of(Role.values()).indexOf(role)).equals("yes");
            assertThat(right.isOf(role)).as("%s of %s", right, role).isEqualTo(has);
            assertThat(Permission.of(role).contains(right)).isEqualTo(has);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAdministratorHasEveryRight(Permission right) {
        assertThat(right.isOf(Role.ADMINISTRATOR)).isTrue();
    }
}
