package io.counterfoil.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
    @ParameterizedTest
    @ValueSource(ints = {9, 14, 19})
    void aServerThatNobodyHasTriedIsRefusedWithItsVersion(int major) {
        assertThatThrownBy(() -> Migrations.expectTried(major, major + ".2"))
                .isInstanceOf(Refusal.class)
                .hasMessage("the database is PostgreSQL " + major + ".2 (expected: 15 to 18)");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void theOthersWillDo(int major) {
        assertThatCode(() -> Migrations.expectTried(major, major + ".2")).doesNotThrowAnyException();
    }

    @Test
    void aServerThatIsNotThereIsRefusedWithItsAddressAndWithoutThePassword() {
        DatabaseAddress nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/x", "me", "s3cret", false);

        assertThatThrownBy(() -> new Migrations(nowhere).checkServer())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x as me")
                .hasMessageContaining("(expected: SPRING_DATASOURCE_URL")
                .hasMessageNotContaining("s3cret");
    }
}
