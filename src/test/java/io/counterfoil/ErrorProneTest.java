package io.counterfoil;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Error Prone and NullAway find nothing in any source. They take five times as long as the compiler itself and one core, which waited
 * for by the compiler would leave the other idle: so they look beside the other tests, and what they find fails the build as those do.
 */
@Order(0)
@Execution(ExecutionMode.CONCURRENT)
class ErrorProneTest {
    /** Their jars, as the build resolved them: they are no libraries of ours. */
    private static final Path JARS = Path.of("target", "error-prone.path");

    private static final List<String> CHECKS = List.of(
            "-Xplugin:ErrorProne",
            "-XepExcludedPaths:.*/generated-sources/.*",
            "-Xep:NullAway:ERROR",
            "-XepOpt:NullAway:OnlyNullMarked=true",
            "-XepOpt:NullAway:JSpecifyMode=true",
            "-Xep:MissingSummary:OFF",
            "-Xep:InvalidBlockTag:OFF",
            "-Xep:ArrayRecordComponent:OFF");

    /** What Error Prone's own description asks for. */
    private static final List<String> EXPORTED =
            List.of("api", "file", "main", "model", "parser", "processing", "tree", "util");

    private static final List<String> OPENED = List.of("code", "comp");

    @Test
    void nothingIsFoundInTheProgram(@TempDir Path folder) throws Exception {
        nothingIsFoundIn("main", folder);
    }

    @Test
    void nothingIsFoundInTheTests(@TempDir Path folder) throws Exception {
        nothingIsFoundIn("test", folder);
    }

    private static void nothingIsFoundIn(String part, Path folder) throws Exception {
        assertThat(JARS).as("written by `mvn process-test-classes`").exists();
        Path found = folder.resolve("found");
        ProcessBuilder builder = new ProcessBuilder(command(part, folder));
        // Java says that it has picked them up
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVAC_OPTIONS"));
        Process javac =
                builder.redirectErrorStream(true).redirectOutput(found.toFile()).start();
        try {
            // a compiler ends, however busy the machine is
            int code = javac.waitFor();

            assertThat(Files.readString(found)).isEmpty();
            assertThat(code).isZero();
        } finally {
            javac.destroyForcibly();
        }
    }

    private static List<String> command(String part, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        // a process of a minute: compiling itself better takes as long as it saves
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseParallelGC"));
        // Error Prone's own libraries still call Unsafe; javac would report it as a warning of ours
        command.add("-J--sun-misc-unsafe-memory-access=allow");
        EXPORTED.forEach(
                name -> command.add("-J--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
        OPENED.forEach(name -> command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
        command.addAll(List.of("-d", folder.toString(), "-proc:none", "-Werror", "--release", "25"));
        command.addAll(List.of("-encoding", "UTF-8", "-parameters", "-XDcompilePolicy=simple"));
        command.addAll(List.of("--should-stop=ifError=FLOW", "-XDaddTypeAnnotationsToSymbol=true"));
        command.add(String.join(" ", CHECKS));
        command.addAll(List.of("-processorpath", Files.readString(JARS).strip(), "-classpath", classPath()));
        try (Stream<Path> sources = Files.walk(Path.of("src", part, "java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
        }
        return command;
    }

    /** Under Maven the class path of this process is a file of Maven's. */
    private static String classPath() {
        return Objects.requireNonNullElse(
                System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path"));
    }
}
