package dev.framewatch.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each reader with the hostile forms of its kind, through the command that reads it: one sentence,
 * or a line for each problem, exit status 2, within seconds, and nothing that nobody foresaw.
 */
@Timeout(30)
class HostileFilesTest {
    private static final int MANY = 100_000;

    @TempDir private Path folder;

    private static Stream<Arguments> settings() {
        String deep = "a: " + "[".repeat(MANY);
        return Stream.concat(
                Stream.of("watch --once --settings %s", "sources add x command %s", "apply %s")
                        .flatMap(HostileFilesTest::yaml),
                Stream.of(
                        Arguments.of("sources add x tiktok-research %s", ".yaml", deep),
                        Arguments.of("sources add x ytdlp %s", ".yaml", deep)));
    }

    private static Stream<Arguments> yaml(String command) {
        return Stream.of(
                Arguments.of(command, ".yaml", "a: " + "[".repeat(MANY)),
                Arguments.of(command, ".yaml", "{a: ".repeat(MANY)),
                Arguments.of(command, ".yaml", "&a [*a, *a]"),
                Arguments.of(command, ".yaml", "run: !!java.net.URL [x]"),
                Arguments.of(command, ".yaml", "x".repeat(2 << 20)),
                Arguments.of(command, ".yaml", "\0"),
                Arguments.of(command, ".yaml", "timeout: " + "9".repeat(MANY)));
    }

    private static Stream<Arguments> tables() {
        String check = "dataset check --no-faces --images %2$s --labels %1$s";
        return Stream.of(
                Arguments.of(check, ".csv", "Image_ID,Class\n\"" + "x".repeat(MANY)),
                Arguments.of(check, ".csv", "Image_ID,Class\n" + "x,".repeat(MANY)),
                Arguments.of(check, ".csv", "Image_ID,Class\n../../x.png,1\n"),
                Arguments.of(check, ".csv", "\0\0\0"),
                Arguments.of(check, ".csv", ""));
    }

    private static Stream<Arguments> binaries() {
        String onnx = "models import %s --as x --role embedding --order rgb --mean 0 --scale 1";
        String huge = "\u00ff\u00ff\u00ff\u00ff\u000f";
        return Stream.concat(
                Stream.of(
                                "verify %s",
                                "restore --home %3$s %1$s",
                                "models import %s --as x",
                                "models install %s",
                                "targets import %s")
                        .flatMap(HostileFilesTest::binaries),
                Stream.of(
                        Arguments.of("verify %s", ".zip", "PK\u0005\u0006" + huge.repeat(4)),
                        Arguments.of(onnx, ".onnx", "\n" + huge),
                        Arguments.of(onnx, ".onnx", ":" + huge),
                        Arguments.of(onnx, ".json", "[".repeat(MANY))));
    }

    private static Stream<Arguments> binaries(String command) {
        String ones = "\u00ff".repeat(99);
        return Stream.of(
                Arguments.of(command, ".zip", "PK\u0003\u0004"),
                Arguments.of(command, ".h5", "\u0089HDF\r\n\u001a\n" + ones));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource({"settings", "tables", "binaries"})
    void everyReaderAnswers(String command, String extension, String content) throws IOException {
        Path file = folder.resolve("hostile" + extension);
        Files.write(file, content.getBytes(ISO_8859_1));

        assertRefused(run(command, file));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("zips")
    void aZipThatUnpacksToFarMoreIsRefused(String command, String entry) throws IOException {
        Path file = folder.resolve("hostile.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                zip.write(zeros);
            }
        }

        assertRefused(run(command, file));
    }

    private static Stream<Arguments> zips() {
        return Stream.of(
                Arguments.of("verify %s", "manifest.json"),
                Arguments.of("restore --home %3$s %1$s", "manifest.json"),
                Arguments.of("models import %s --as x", "model.json"),
                Arguments.of("models install %s", "models.json"),
                Arguments.of("targets import %s", "manifest.json"),
                Arguments.of("scan %2$s --target hostile", "manifest.json"));
    }

    private Ran run(String command, Path file) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Cli cli = new Cli(home);
        if (command.startsWith("scan")) {
            Path targets = Files.createDirectories(home.resolve("targets"));
            Files.copy(file, targets.resolve("hostile.target"));
        }
        return cli.run(command.formatted(file, folder, folder.resolve("restored")));
    }

    private static void assertRefused(Ran ran) {
        assertThat(ran.status()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err().lines().findFirst().orElse(""))
                .as(ran.err())
                .startsWith("framewatch: ")
                .hasSizeLessThan(1000);
        assertThat(ran.err())
                .doesNotContain("unexpected error", "not enough memory", "\tat ", "is null");
    }
}
