package io.counterfoil.commands;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Nearest;
import io.counterfoil.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting that an operator has, checked before anything starts. Their page is {@code docs/howto/settings.md}. */
final class Settings {
    static final String DATA_DIR = "COUNTERFOIL_DATA_DIR";
    static final String ADMIN_TOKEN = "COUNTERFOIL_ADMIN_TOKEN";
    static final String PORT = "SERVER_PORT";
    static final String LOG_FORMAT = "COUNTERFOIL_LOG_FORMAT";
    static final String URL = "COUNTERFOIL_URL";
    static final String TOKEN = "COUNTERFOIL_TOKEN";
    static final String DATABASE_URL = "SPRING_DATASOURCE_URL";
    static final String DATABASE_USER = "SPRING_DATASOURCE_USERNAME";
    static final String DATABASE_PASSWORD = "SPRING_DATASOURCE_PASSWORD";

    private Settings() {}

    /** Refuses, with one line for each wrong setting. */
    static void check(Map<String, String> environment) {
        List<String> problems = problems(environment);
        if (!problems.isEmpty()) {
            throw Refusal.of(ErrorKind.CONFIG, "settings", String.join("\n", problems));
        }
    }

    /** One line for each wrong setting. An empty value is the same as none. */
    static List<String> problems(Map<String, String> environment) {
        List<String> problems = KnownSettings.ALL.stream()
                .filter(setting -> isSet(environment, setting.name()))
                .map(setting -> setting.problem(environment.getOrDefault(setting.name(), "")))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(ArrayList::new));
        if (!isSet(environment, DATABASE_URL)) {
            Stream.of(DATABASE_USER, DATABASE_PASSWORD)
                    .filter(name -> isSet(environment, name))
                    .forEach(
                            name -> problems.add(
                                    name
                                            + ": set (expected: not without SPRING_DATASOURCE_URL, the embedded database has its own)"));
        }
        if (problems.isEmpty()) {
            problems.addAll(PeopleSettings.problems(name -> isSet(environment, name)));
        }
        return problems;
    }

    /** One line for each variable that looks like one of ours and is none. */
    static List<String> warnings(Map<String, String> environment) {
        Set<String> known = KnownSettings.ALL.stream().map(Setting::name).collect(Collectors.toSet());
        return environment.keySet().stream()
                .filter(name -> name.startsWith("COUNTERFOIL_") && !known.contains(name))
                .sorted()
                .map(name -> name + " is not a setting and does nothing; did you mean " + Nearest.of(name, known) + "?")
                .toList();
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }
}
