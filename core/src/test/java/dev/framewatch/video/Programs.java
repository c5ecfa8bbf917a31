package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * External programs that some tests use as a reference; tests are skipped if they are not
 * installed.
 */
final class Programs {
    private Programs() {}

    /** Runs a program and returns its standard output. */
    static String run(String program, String... arguments)
            throws IOException, InterruptedException {
        assumeTrue(isInstalled(program), program + " is not installed");
        List<String> command = new ArrayList<>();
        command.add(program);
        if (program.startsWith("ff")) {
            command.addAll(List.of("-v", "error"));
        }
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(new File("/dev/null"))
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return output;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
