package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.console.TerminalScreen;
import dev.framewatch.testing.Images;
import dev.framewatch.testing.JavaProcess;
import dev.framewatch.testing.Programs;
import dev.framewatch.testing.Words;
import dev.framewatch.video.Clips;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.vision.artwork.Prints;
import dev.framewatch.vision.artwork.Street;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is on a terminal when a command has ended, whatever its width and its colours. A demo is in
 * {@code DemoTest}.
 */
class TerminalTest {
    private static final Map<String, String> COLOURED = Map.of("TERM", "xterm");
    private static final Map<String, String> PLAIN = Map.of("TERM", "xterm", "NO_COLOR", "1");
    private static final Map<String, String> DUMB = Map.of("TERM", "dumb");

    @TempDir private static Path folder;
    private static Path clips;
    private static Path images;
    private static Cli cli;

    static List<Arguments> terminals() {
        return List.of(
                Arguments.of(40, COLOURED),
                Arguments.of(80, PLAIN),
                Arguments.of(80, DUMB),
                Arguments.of(160, COLOURED));
    }

    @BeforeAll
    static void aTargetAndTwoClips() throws IOException {
        cli = new Cli(folder.resolve("home"));
        clips = Files.createDirectories(folder.resolve("clips"));
        images = Files.createDirectories(folder.resolve("images"));
        Images.writePng(folder.resolve("harbour.png"), Prints.harbour());
        clip("a-harbour.mp4", Prints.harbour());
        clip("b-mill.mp4", Prints.mill());
        assertThat(
                        cli.run("enrol harbour %s --kind artwork", folder.resolve("harbour.png"))
                                .status())
                .isZero();
        StringBuilder labels = new StringBuilder("Image_ID,Class\n");
        for (int i = 0; i < 4; i++) {
            image("yes" + i, Prints.harbour());
            image("no" + i, Street.showing(Prints.mill(), i));
            labels.append("yes%d.png,1%nno%d.png,0%n".formatted(i, i));
        }
        Files.writeString(folder.resolve("labels.csv"), labels);
    }

    private static void clip(String name, RgbImage hangs) throws IOException {
        RgbImage street = Prints.clutter(5);
        Clips.write(
                clips.resolve(name),
                VideoEncoding.of(VideoEncoding.Codec.H264, 1),
                4,
                i -> Prints.withArtwork(street, hangs, Street.x(), Street.y()));
    }

    private static void image(String name, RgbImage image) throws IOException {
        Images.writePng(images.resolve(name + ".png"), image);
    }

    /** Runs a command on a terminal and returns what can be read there in the end. */
    private static List<String> shown(
            int columns, Map<String, String> terminal, String command, Object... values) {
        TerminalScreen screen = new TerminalScreen(columns);
        int status =
                Main.run(
                        Words.of(command, values).toArray(String[]::new),
                        screen.console(terminal),
                        cli.environment());
        assertThat(status).as(screen.written()).isZero();
        if (!terminal.equals(COLOURED)) {
            assertThat(screen.written()).doesNotContainPattern("\u001b\\[\\d*m");
        }
        if (terminal.equals(DUMB)) {
            assertThat(screen.written()).doesNotContain("\r", "\u001b");
        }
        assertThat(screen.wholeLines()).noneMatch(line -> line.contains("[#"));
        return screen.wholeLines();
    }

    private static void isTheWholeScan(List<String> shown) {
        // Where no line can be erased, a scan that takes seconds prints how far it is.
        List<String> lines = shown.stream().filter(line -> !line.startsWith("Scanning: ")).toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).endsWith("a-harbour.mp4");
        assertThat(lines.get(1)).startsWith("  harbour: possible match: ");
        assertThat(lines.get(2)).isEqualTo("  ++++");
        assertThat(lines.get(3)).endsWith("b-mill.mp4");
        assertThat(lines.get(4)).startsWith("  harbour: no match: ");
        assertThat(lines.get(5)).isEqualTo("  ----");
        assertThat(lines.get(6)).isEqualTo("1 of 2 videos matches.");
        assertThat(lines.get(7)).contains("a-harbour.mp4", "harbour", "0 s to 3 s");
    }

    @ParameterizedTest
    @MethodSource("terminals")
    void aScanShowsEachResultWholeAndThenTheMatches(int columns, Map<String, String> terminal) {
        isTheWholeScan(shown(columns, terminal, "scan %s --target harbour", clips));
    }

    @ParameterizedTest
    @MethodSource("terminals")
    void trainingShowsWhatItReadAndThenItsFigures(int columns, Map<String, String> terminal) {
        List<String> lines =
                shown(
                        columns,
                        terminal,
                        "train trained --labels %s --images %s --kind artwork --yes",
                        folder.resolve("labels.csv"),
                        images);

        assertThat(lines).noneMatch(line -> line.contains("stopped"));
        assertThat(lines).anyMatch(line -> line.matches(".* 4 of 4 images in \\d.*"));
        assertThat(lines).anyMatch(line -> line.startsWith("Saved target 'trained'"));
    }

    @ParameterizedTest
    @MethodSource("terminals")
    void enrolmentEndsWithTheTarget(int columns, Map<String, String> terminal) {
        List<String> lines =
                shown(
                        columns,
                        terminal,
                        "enrol enrolled %s --kind artwork --yes",
                        folder.resolve("harbour.png"));

        assertThat(lines).anyMatch(line -> line.contains("reference images: 1"));
    }

    /** It shows no progress, so that the width does not matter. */
    @Test
    void aWatchShowsALinePerEvent() {
        assertThat(cli.run("sources add drop folder %s", clips).status()).isZero();

        assertThat(shown(40, COLOURED, "watch --once"))
                .anyMatch(line -> line.contains("MATCH harbour"))
                .allMatch(line -> line.matches("\\d\\d.*"));
    }

    /** The only test on a real terminal: the width is the one that its user chose. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aRealTerminalShowsTheSame() throws Exception {
        int columns = 40;
        String scan =
                JavaProcess.command(
                                List.of("-Dframewatch.terminals=outerr", "-XX:TieredStopAtLevel=1"),
                                Main.class,
                                "scan",
                                clips,
                                "--target",
                                "harbour",
                                "--home",
                                cli.home())
                        .stream()
                        .collect(Collectors.joining("' '", "'", "'"));
        String written =
                Programs.stdout(
                        "script",
                        "-qec",
                        "stty cols %d; TERM=xterm %s".formatted(columns, scan),
                        "/dev/null");

        isTheWholeScan(TerminalScreen.showing(columns, written).wholeLines());
        assertThat(written.split("\r\u001b\\[K"))
                .filteredOn(drawn -> drawn.startsWith("Scanning"))
                .isNotEmpty()
                .allMatch(drawn -> drawn.length() < columns);
    }
}
