package io.counterfoil.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM beside this one, of the same classes, so that what is measured in it is only what it is there for. */
final class ChildJvm implements AutoCloseable {
    private static final int SECONDS_TO_END = 60;

    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
        // it would outlive a benchmark that is broken off
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of " + process.pid()));
    }

    /**
     * Starts it; what it writes on standard error goes to this process's.
     *
     * @param options of the JVM
     */
    static ChildJvm start(Class<?> main, List<String> options, Map<String, String> environment, List<String> arguments)
            throws IOException {
        ProcessBuilder builder = builder(main, options, environment, arguments);
        return new ChildJvm(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Starts it; all that it writes goes to the file. */
    static ChildJvm startLogging(Path log, Class<?> main, Map<String, String> environment, List<String> arguments)
            throws IOException {
        ProcessBuilder builder = builder(main, List.of(), environment, arguments);
        return new ChildJvm(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    }

    private static ProcessBuilder builder(
            Class<?> main, List<String> options, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("COUNTERFOIL_") || name.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** What it reads on standard input. */
    OutputStream input() {
        return process.getOutputStream();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its one line on standard output, after it has ended well. */
    String answer() throws IOException, InterruptedException {
        try (BufferedReader answer = process.inputReader(StandardCharsets.UTF_8)) {
            String line = answer.readLine();
            int code = process.waitFor();
            if (code != 0 || line == null) {
                throw new IllegalStateException("the measured process ended with " + code + "; nothing is told");
            }
            return line;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
