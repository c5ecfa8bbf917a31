package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.Images;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.video.Clips;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code dataset}, through the command line. */
class DatasetCommandTest {
    @TempDir private Path folder;
    private Cli cli;
    private Path frames;

    @BeforeEach
    void aHome() {
        cli = new Cli(folder.resolve("home"));
        frames = folder.resolve("frames");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frames", "label", "check"})
    void eachPartExplainsItselfWithExamples(String part) {
        Ran ran = cli.run("dataset", part, "--help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Usage: framewatch dataset " + part, "Exit status");
        assertThat(ran.out()).containsPattern("(?m)^Examples:");
        assertThat(cli.run("dataset").refusal()).contains("frames, label or check?");
    }

    @Test
    void framesOfAFolderOfVideosAreTakenAndOneThatCannotBeReadIsOneLine() throws IOException {
        Path videos = Files.createDirectory(folder.resolve("videos"));
        Clips.write(videos.resolve("a.mp4"), Codec.H264, 3, 1);
        Files.writeString(videos.resolve("b.mp4"), "<html></html>");
        Clips.write(videos.resolve("c.mp4"), Codec.VP9, 2, 1);

        Ran ran = cli.run("dataset", "frames", videos, "--out", frames);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out().lines())
                .containsExactly(
                        videos.resolve("a.mp4") + ": 3 frames, frame0.jpg to frame2.jpg",
                        videos.resolve("c.mp4") + ": 2 frames, frame3.jpg to frame4.jpg");
        assertThat(ran.err().lines().filter(line -> line.contains("b.mp4")))
                .singleElement()
                .asString()
                .contains("a web page");
        assertThat(ran.err()).contains("fill in the Class column");
        assertThat(Files.readAllLines(frames.resolve("to-label.csv"))).hasSize(6);

        Ran again = cli.run("dataset", "frames", videos.resolve("a.mp4"), "--out", frames);

        assertThat(again.status()).isZero();
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains("already in the table", "No frames were added");
    }

    @Test
    void anUnfilledTableIsRefusedWithAdvice() throws IOException {
        Path clip = Clips.write(folder.resolve("a.mp4"), Codec.H264, 2, 1);
        cli.run("dataset", "frames", clip, "--out", frames);

        String refusal =
                cli.run(
                                "dataset check --labels %s --images %s",
                                frames.resolve("to-label.csv"), frames)
                        .refusal();

        assertThat(refusal).contains("line 2", "Class is empty", "fill it in");
    }

    @Test
    void invalidSizesAndTimesAreRefused() {
        assertThat(cli.run("dataset frames v.mp4 --out %s --every 0", frames).refusal())
                .contains("0.01 to 86400");
        assertThat(cli.run("dataset frames v.mp4 --out %s --size 8", frames).refusal())
                .contains("16 to 8192");
    }

    @Test
    void findingsAreReportedAsTextAsJsonAndByTheExitStatus() throws IOException {
        Files.createDirectory(frames);
        for (String name : List.of("a.png", "b.png")) {
            Images.writePng(frames.resolve(name), Images.black(60, 60));
        }
        Path csv = Files.writeString(folder.resolve("l.csv"), "Image_ID,Class\na.png,1\nb.png,0\n");
        String command = "dataset check --labels %s --images %s --no-faces";

        Ran ran = cli.run(command, csv, frames);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .startsWith("2 images, 2 of them readable")
                .contains("! duplicate images with different classes: 1.")
                .contains("a.png (class 1) = b.png (class 0)")
                .contains("At most one class can be right")
                .contains("- images with a short side below 100 pixels: 2");

        JsonNode report = cli.run(command, csv, frames, "--json").json().getFirst();
        assertThat(report.get("pictures").asInt()).isEqualTo(2);
        assertThat(report.get("serious").asBoolean()).isTrue();
        assertThat(report.get("findings").get(0).get("about").asString())
                .isEqualTo("same_picture_two_classes");
    }

    @Test
    void onTheTutorialsFramesTheDoubtfulLabelComesFirst() {
        TestModels.obtain("faceboxes");

        Ran ran =
                cli.run(
                        "dataset check --labels %s --images %s --json",
                        Tutorial.labels(), Tutorial.images());

        assertThat(ran.status()).isEqualTo(1);
        JsonNode report = ran.json().getFirst();
        assertThat(report.get("readable").asInt()).isEqualTo(537);
        assertThat(report.get("videos").asInt()).isEqualTo(123);
        JsonNode near = report.get("findings").get(1);
        assertThat(near.get("about").asString()).isEqualTo("nearly_the_same_two_classes");
        assertThat(near.get("examples").get(0).asString()).startsWith("frame423.jpg (class 1)");
    }

    @Test
    void theTutorialsVideosGiveAFrameASecond() throws IOException {
        Ran ran =
                cli.run(
                        "dataset frames %s %s --out %s --size 320",
                        Tutorial.video("Trump.mp4"), Tutorial.video("Biden.mp4"), frames);

        assertThat(ran.status()).as(ran.err()).isZero();
        List<String> rows = Files.readAllLines(frames.resolve("to-label.csv"));
        assertThat(rows).hasSize(1 + 18 + 59);
        assertThat(rows.get(18)).isEqualTo("frame17.jpg,,Trump.mp4");
        assertThat(rows.get(19)).isEqualTo("frame18.jpg,,Biden.mp4");
    }
}
