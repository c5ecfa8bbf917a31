package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.console.TerminalScreen;
import dev.framewatch.cli.console.TestTerminal;
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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is on a terminal when a command has ended, whatever its width and its colours. A demo is in
 * {@code DemoTest}.
 */
class TerminalTest {
    @TempDir private static Path folder;
    private static Path clips;
    private static Path images;
    private static Path drop;
    private static final AtomicInteger posts = new AtomicInteger();
    private static Cli cli;

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
        drop = Files.createDirectories(folder.resolve("drop"));
        assertThat(cli.run("sources add drop folder %s", drop).status()).isZero();
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
    private static List<String> shown(TestTerminal terminal, String command, Object... values) {
        TerminalScreen screen = terminal.screen();
        int status =
                Main.run(
                        Words.of(command, values).toArray(String[]::new),
                        terminal.console(screen),
                        cli.environment());
        assertThat(status).as(screen.written()).isZero();
        if (!terminal.isColoured()) {
            assertThat(screen.written()).doesNotContainPattern("\u001b\\[\\d*m");
        }
        if (terminal.isDumb()) {
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
    @EnumSource(names = {"COLOURED_40", "PLAIN_80", "DUMB_80", "COLOURED_160"})
    void aScanShowsEachResultWholeAndThenTheMatches(TestTerminal terminal) {
        isTheWholeScan(shown(terminal, "scan %s --target harbour", clips));
    }

    @ParameterizedTest
    @EnumSource(names = {"COLOURED_40", "PLAIN_80", "DUMB_80", "COLOURED_160"})
    void trainingShowsWhatItReadAndThenItsFigures(TestTerminal terminal) {
        List<String> lines =
                shown(
                        terminal,
                        "train trained --labels %s --images %s --kind artwork --yes",
                        folder.resolve("labels.csv"),
                        images);

        assertThat(lines).noneMatch(line -> line.contains("stopped"));
        assertThat(lines).anyMatch(line -> line.matches(".* 4 of 4 images in \\d.*"));
        assertThat(lines).anyMatch(line -> line.startsWith("Saved target 'trained'"));
    }

    @ParameterizedTest
    @EnumSource(names = {"COLOURED_40", "PLAIN_80", "DUMB_80", "COLOURED_160"})
    void enrolmentEndsWithTheTarget(TestTerminal terminal) {
        List<String> lines =
                shown(
                        terminal,
                        "enrol enrolled %s --kind artwork --yes",
                        folder.resolve("harbour.png"));

        assertThat(lines).anyMatch(line -> line.contains("reference images: 1"));
    }

    /** Each post has the same clip, so that it is scanned once. */
    @ParameterizedTest
    @EnumSource
    void aWatchShowsALinePerEvent(TestTerminal terminal) throws IOException {
        String id = "73012345678901234%02d".formatted(posts.getAndIncrement());
        String page = "https://www.tiktok.com/@someone/video/" + id;
        Path clip = drop.resolve(terminal + ".mp4");
        Files.copy(clips.resolve("a-harbour.mp4"), clip);
        Files.setLastModifiedTime(clip, FileTime.from(Instant.now().minusSeconds(3600)));
        Files.writeString(
                drop.resolve(terminal + ".info.json"),
                """
                {"id": "%s", "extractor_key": "TikTok", "uploader": "someone",
                 "webpage_url": "%s"}
                """
                        .formatted(id, page));

        assertThat(shown(terminal, "watch --once"))
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:.*"))
                .anyMatch(line -> line.endsWith("drop: 1 new post"))
                .filteredOn(line -> line.contains(" MATCH harbour in "))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(page, ", at 0 s to 3 s: score ")
                .containsPattern("; details: framewatch sightings show \\w+$");
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
