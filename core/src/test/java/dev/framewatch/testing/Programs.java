package dev.framewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Other programs that tests use; a test is skipped if its program is not installed. */
public final class Programs {
    private Programs() {}

    /**
     * What a program did.
     *
     * @param status exit status
     * @param text standard output, with standard error unless that is discarded
     */
    public record Ended(int status, String text) {}

    /** Returns the first program of these names that is installed; skips the test without one. */
    public static Path require(String... names) {
        Optional<Path> program = Stream.of(names).flatMap(Programs::find).findFirst();
        assumeTrue(program.isPresent(), String.join(" or ", names) + " is not installed");
        return program.orElseThrow();
    }

    private static Stream<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable);
    }

    /** Runs a program to its end, with empty standard input; the command is {@link Words}. */
    public static Ended run(String command, Object... values)
            throws IOException, InterruptedException {
        return runIn(Path.of("."), command, values);
    }

    /** Runs a program in a folder. */
    public static Ended runIn(Path folder, String command, Object... values)
            throws IOException, InterruptedException {
        return end(
                builder(Words.of(command, values))
                        .directory(folder.toFile())
                        .redirectErrorStream(true));
    }

    /** Runs a program that must succeed, and returns what it printed. */
    public static String output(String command, Object... values)
            throws IOException, InterruptedException {
        return succeeded(run(command, values), command);
    }

    /**
     * Runs a program that must succeed, with computed arguments, and returns its standard output.
     * ffmpeg and ffprobe print errors only.
     */
    public static String stdout(String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        if (program.startsWith("ff")) {
            command.addAll(List.of("-v", "error"));
        }
        command.addAll(List.of(arguments));
        Ended ended = end(builder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
        return succeeded(ended, String.join(" ", command));
    }

    private static ProcessBuilder builder(List<String> command) {
        require(command.getFirst());
        return new ProcessBuilder(command).redirectInput(new File("/dev/null"));
    }

    private static Ended end(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    private static String succeeded(Ended ended, String command) {
        assertThat(ended.status).as("%s: %s", command, ended.text).isZero();
        return ended.text;
    }
}
