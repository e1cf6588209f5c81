package io.counterfoil.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    private static final Path PAGE = Path.of("docs/howto/settings.md");
    // "${counterfoil.some-setting:...}" and getProperty("counterfoil.some-setting")
    private static final Pattern USE = Pattern.compile("(?:[$][{]|getProperty[(]\\s*\")(counterfoil[.][a-z.-]+)[\":}]");

    static List<Setting> settings() {
        return KnownSettings.ALL;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aWrongValueIsRefusedWithTheExpectationAndSecretsDoNotShow(Setting setting) {
        Map<String, String> environment =
                new HashMap<>(Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost/db"));
        environment.put(setting.name(), setting.wrong());

        List<String> problems = Settings.problems(environment);

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst())
                .startsWith(setting.name() + ": ")
                .endsWith(" (expected: " + setting.expected() + ")");
        assertThat(problems.getFirst().contains(setting.wrong())).isEqualTo(!setting.secret());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingStandsInItsPage(Setting setting) throws IOException {
        assertThat(Files.readString(PAGE))
                .contains("| `%s` | %s | %s | %s |"
                        .formatted(setting.name(), setting.usual(), setting.expected(), setting.purpose()));
    }

    @Test
    void everythingThatTheProgramReadsIsASetting() throws Exception {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            for (Path source : sources.filter(file -> file.toString().matches(".*\\.(java|yaml)"))
                    .toList()) {
                USE.matcher(Files.readString(source))
                        .results()
                        .map(SettingsTest::variable)
                        .forEach(read::add);
            }
        }
        // records that Spring binds, named as constructor parameters
        for (RecordComponent component :
                Class.forName("io.counterfoil.wallet.WalletSettings").getRecordComponents()) {
            read.add("COUNTERFOIL_WALLET_"
                    + component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
        }
        Set<String> known = KnownSettings.ALL.stream().map(Setting::name).collect(Collectors.toSet());

        assertThat(known).containsAll(read);
        assertThat(read).contains("COUNTERFOIL_ALLOW_LOCAL_WALLETS", "COUNTERFOIL_SECRET_KEY");
    }

    @Test
    void goodAndEmptyValuesPass() {
        assertThat(Settings.problems(Map.of(
                        "COUNTERFOIL_ADMIN_TOKEN",
                        "0123456789-0123456789-0123456789-",
                        "SERVER_PORT",
                        "0",
                        "COUNTERFOIL_WALLET_NETWORKS",
                        "10.0.0.0/8, fd00::/8",
                        "SPRING_DATASOURCE_URL",
                        "")))
                .isEmpty();
    }

    @Test
    void aLoginWithoutItsDatabaseIsRefused() {
        assertThat(Settings.problems(Map.of("SPRING_DATASOURCE_USERNAME", "me")))
                .singleElement()
                .asString()
                .contains("not without SPRING_DATASOURCE_URL");
    }

    @Test
    void anUnknownVariableWarnsWithTheNearestKnownName() {
        assertThat(Settings.warnings(Map.of("COUNTERFOIL_ADMINTOKEN", "x", "HOME", "/")))
                .containsExactly(
                        "COUNTERFOIL_ADMINTOKEN is not a setting and does nothing; did you mean COUNTERFOIL_ADMIN_TOKEN?");
    }

    private static String variable(MatchResult use) {
        return use.group(1).replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
