package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was packaged; runs after it was. */
class DistributionTest {
    private static final long MAX_BYTES = 260_000_000;

    /** Replaces a class that every start needs, so that it is among those that are recorded. */
    private static final String OTHER_MAIN =
            """
            package dev.framewatch.cli;

            public final class Main {
                public static void main(String[] args) {
                    System.out.println("swapped");
                }
            }
            """;

    @TempDir private Path folder;
    private Checkout checkout;

    @BeforeEach
    void copied() throws IOException {
        checkout = new Checkout(folder.toRealPath());
        Files.createDirectories(checkout.distribution());
        for (String name : List.of("lib", "framewatch.aot", "decoder.aot")) {
            Checkout.copy(
                    Checkout.builtDistribution().resolve(name),
                    checkout.distribution().resolve(name));
        }
        checkout.change("cli/target/dist/built", Instant.now());
        checkout.set("FRAMEWATCH_JDK", Path.of(System.getProperty("java.home")).toString());
    }

    @ParameterizedTest
    @CsvSource({"--version, framewatch 0.", "--help, Usage: framewatch"})
    @DisabledOnOs(OS.WINDOWS)
    void aCopyStartsAsItWasRecorded(String option, String answer) throws Exception {
        checkout.set("JDK_JAVA_OPTIONS", "-XX:AOTMode=on"); // without the cache, it ends

        Ran ran = checkout.run(option);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-01-01T00:00:00Z", "2020-01-01T00:00:00Z"})
    @DisabledOnOs(OS.WINDOWS)
    void aClassThatWasSwappedIsTheOneThatRuns(Instant time) throws Exception {
        Path jar = checkout.distribution().resolve("lib/framewatch-launcher.jar");
        swap(jar, "dev/framewatch/cli/Main.class", OTHER_MAIN);
        Files.setLastModifiedTime(jar, FileTime.from(time));

        Ran ran = checkout.run("--version");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("swapped\n");
        assertThat(ran.err()).contains("starts more slowly");
    }

    private void swap(Path jar, String entry, String source) throws IOException {
        Path java = Files.writeString(folder.resolve("Main.java"), source);
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        int status =
                compiler.run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.resolve("classes").toString(),
                        java.toString());
        assertThat(status).isZero();
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.copy(
                    folder.resolve("classes").resolve(entry),
                    zip.getPath(entry),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void libtorchIsNotIncluded() throws IOException {
        try (Stream<Path> files = Files.walk(Checkout.builtDistribution())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .isNotEmpty()
                    .noneMatch(name -> name.matches(".*(torch|c10|learn-dense).*"));
        }
    }

    /** Many servers forbid programs in their temporary folder. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theDatabaseOpensWithoutATemporaryFolder() throws Exception {
        Files.createSymbolicLink(
                checkout.distribution().resolve("native"),
                Checkout.builtDistribution().resolve("native"));
        checkout.set("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=/nonexistent");
        String home = folder.resolve("home").toString();

        Ran ran =
                checkout.run("sources", "add", "drop", "folder", folder.toString(), "--home", home);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(folder.resolve("home/desk.db")).exists();
    }

    @Test
    void itIsSmall() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(Checkout.builtDistribution())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isBetween(1L, MAX_BYTES);
    }
}
