package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.video.VideoWriter;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A triage looks at key frames, here one in five seconds, and never says that nothing matches. */
class ScanTriageTest {
    private static final double[] X = {150, 300, 310, 140};
    private static final double[] Y = {420, 400, 570, 580};
    private static final int SECONDS = 15;

    @TempDir private static Path folder;
    private static Cli cli;

    @BeforeAll
    static void enrol() throws IOException {
        cli = new Cli(folder.resolve("home"));
        Path print = folder.resolve("harbour.png");
        Files.write(print, ImageFiles.encodePng(Prints.harbour()));
        Ran enrolled = cli.run("enrol", "harbour", "--kind", "artwork", print);
        assertThat(enrolled.status()).as(enrolled.err()).isZero();
        Path videos = Files.createDirectory(folder.resolve("videos"));
        clip(videos.resolve("atAKeyFrame.mp4"), 9, 11);
        clip(videos.resolve("betweenThem.mp4"), 6, 9);
        clip(videos.resolve("never.mp4"), 0, 0);
    }

    /** Writes a clip that shows the print from one second to another. */
    private static void clip(Path file, int from, int to) throws IOException {
        RgbImage with = Prints.withArtwork(Prints.clutter(5), Prints.harbour(), X, Y);
        RgbImage without = Prints.withArtwork(Prints.clutter(5), Prints.mill(), X, Y);
        Map<String, String> options = Map.of("g", "10", "sc_threshold", "1000000000");
        try (VideoWriter writer =
                new VideoWriter(
                        file,
                        with.width(),
                        with.height(),
                        new VideoEncoding(Codec.MPEG4, 2, 0, 1, options))) {
            for (int frame = 0; frame < 2 * SECONDS; frame++) {
                double seconds = frame / 2.0;
                writer.add(seconds >= from && seconds < to ? with : without, seconds);
            }
            writer.finish();
        }
    }

    private static Ran triage(String... options) {
        return cli.run("scan %s --triage " + String.join(" ", options), folder.resolve("videos"));
    }

    @Test
    void itListsWhatDeservesAFullScan() {
        Ran ran = triage();

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith(
                        "1 of 3 videos to be looked at; nothing in the key frames of 2"
                                + " (9 key frames in all)\n")
                .contains("10 s  harbour", "atAKeyFrame.mp4")
                .doesNotContain("betweenThem.mp4", "never.mp4", "no match");
    }

    @Test
    void asJsonEveryVideoIsUndecidedAndOnlySomeAreLeads() throws Exception {
        Ran ran = triage("--json");

        for (JsonNode line : ran.json()) {
            JsonNode target = line.get("targets").get(0);
            boolean seen = line.get("video").asString().endsWith("atAKeyFrame.mp4");
            assertThat(target.get("verdict").asString()).isEqualTo("undecided");
            assertThat(target.has("lead")).isEqualTo(seen);
            assertThat(target.get("reason").asString())
                    .isEqualTo(
                            seen
                                    ? "to be looked at: only key frames were scanned"
                                    : "nothing in 3 key frames");
        }
        assertThat(ran.json()).hasSize(3);
    }

    @Test
    void nothingFoundIsNoAnswer() {
        Ran ran = cli.run("scan %s --triage", folder.resolve("videos/never.mp4"));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out())
                .isEqualTo(
                        "0 of 1 video to be looked at; nothing in the key frames of 1"
                                + " (3 key frames in all)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--early", "--exhaustive", "--rule presence:1", "--html page.html"})
    void whatNeedsAFullScanIsRefused(String option) {
        Ran ran = triage(option);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("--triage decides nothing", option.replaceFirst(" .*", ""));
    }
}
