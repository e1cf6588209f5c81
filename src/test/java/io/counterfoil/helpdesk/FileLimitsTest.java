package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FileLimitsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/FileLimits.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(@Nullable String files, @Nullable String refused) {
        List<FileLimits.Size> sizes = new ArrayList<>();
        for (String size : files == null ? new String[0] : files.split(" ")) {
            sizes.add(new FileLimits.Size("file-" + (sizes.size() + 1), Long.parseLong(size)));
        }
        if (refused == null) {
            assertThatCode(() -> FileLimits.check(sizes)).doesNotThrowAnyException();
        } else {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> FileLimits.check(sizes));
            assertThat(refusal.field()).isEqualTo("attachments");
            assertThat(refusal).hasMessageContaining(refused);
        }
    }
}
