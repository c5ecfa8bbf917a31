package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The largest file of each kind that is read, and one that is a byte larger, through the command
 * that reads it. The files are sparse: a reader that took memory for them first would be noticed.
 */
@Timeout(60)
class FileLimitsTest {
    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;

    /** Larger files are only tried above their limit. */
    private static final long CHEAP = 16 * MB;

    @TempDir private Path folder;

    private static Stream<Arguments> limits() {
        String model = "models import %s --as x --role embedding --order rgb --mean 0 --scale 1";
        return Stream.of(
                Arguments.of("watch --once --settings %s", "watch.yaml", 64 * KB),
                Arguments.of("sources add x command %s", "scraper.yaml", MB),
                Arguments.of("sources add x tiktok-research %s", "query.yaml", MB),
                Arguments.of("sources add x ytdlp %s", "pages.yaml", MB),
                Arguments.of("apply %s", "newsroom.yaml", MB),
                Arguments.of("dataset check --no-faces --labels %s --images .", "l.csv", 64 * MB),
                Arguments.of(model, "model.h5", 1024 * MB),
                Arguments.of(model, "model.onnx", 1024 * MB),
                Arguments.of("targets import %s", "x.target", 512 * MB),
                Arguments.of("verify %2$s", "manifest.json", 32_000_000L));
    }

    @ParameterizedTest(name = "{0}, {1}: {2} bytes")
    @MethodSource("limits")
    void aFileAboveItsLimitIsRefusedForItsSize(String command, String name, long limit)
            throws IOException {
        Ran ran = run(command, name, limit + 1);

        assertThat(ran.status()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err().lines().findFirst().orElse(""))
                .contains(name)
                .containsPattern("larger than \\d+ (bytes|kB|MB|GB)|too large");
    }

    /** Zeros are no content of any kind, but they are read. */
    @ParameterizedTest(name = "{0}, {1}: {2} bytes")
    @MethodSource("cheapLimits")
    void theLargestFileIsRead(String command, String name, long limit) throws IOException {
        Ran ran = run(command, name, limit);

        assertThat(ran.err())
                .startsWith("framewatch: ")
                .contains(name)
                .doesNotContain("larger than", "too large");
    }

    private static Stream<Arguments> cheapLimits() {
        return limits().filter(one -> one.get()[2] instanceof Long size && size <= CHEAP);
    }

    private Ran run(String command, String name, long size) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        Cli cli = new Cli(Files.createDirectories(folder.resolve("home")));
        return cli.run(command.formatted(file, folder));
    }
}
