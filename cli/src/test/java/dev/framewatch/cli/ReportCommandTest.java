package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.Tutorial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people take away: the page of an evaluation, and features for notebooks. */
class ReportCommandTest {
    private static final int PICTURES = 16;

    @TempDir private static Path folder;
    private static Cli cli;
    private static Path images;
    private static Path labels;

    /** Odd ones show a red disc; in the labels to check with, one says the opposite. */
    @BeforeAll
    static void learnTheDisc() throws IOException {
        TestModels.obtain("mobilenet-v2-mid");
        cli = new Cli(folder.resolve("home"));
        images = Files.createDirectory(folder.resolve("images"));
        List<String> rows = new ArrayList<>(List.of("Image_ID,Class,Group"));
        for (int i = 1; i <= PICTURES; i++) {
            (i % 2 == 1 ? Shape.DISC : Shape.NONE).write(images, i);
            rows.add("%d.png,%d,clip %d".formatted(i, i % 2, i));
        }
        labels = Files.write(folder.resolve("labels.csv"), rows);
        Ran trained = cli.run("train disc --labels %s --images %s --kind scene", labels, images);
        assertThat(trained.status()).as(trained.err()).isZero();
        rows.set(5, "5.png,0,clip 5");
        Files.write(labels, rows);
    }

    private static Ran evaluate(Object... more) {
        return cli.run("evaluate disc --labels " + labels, more);
    }

    @Test
    void thePageShowsTheWrongLabelWithItsImageAndOcclusionMap() throws IOException {
        Path page = folder.resolve("out/report.html");

        Ran ran = evaluate("--images", images, "--html", page);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(page)
                .content()
                .contains("data-image=\"5.png\"", "source video clip 5")
                .contains("alt=\"occlusion map\"")
                .contains("mobilenet-v2-mid", "labels.csv", "trained on 16 images")
                .doesNotContain(folder.toString());
    }

    @Test
    void theJsonHasEveryNumberOfThePage() {
        JsonNode json = evaluate("--images", images, "--json").json().getFirst();

        assertThat(json.get("frames").intValue()).isEqualTo(PICTURES);
        assertThat(json.get("byVideo")).hasSize(PICTURES);
        assertThat(json.get("byVideo").get(0).get("video").stringValue()).isEqualTo("clip 5");
        assertThat(json.get("reliability")).hasSize(10);
        assertThat(json.get("roc").size()).isGreaterThan(1);
        assertThat(json.has("det")).isTrue();
    }

    @Test
    void aReportOnVideosIsRefusedWithAdvice() {
        assertThat(evaluate("--videos", images, "--html", folder.resolve("v.html")).refusal())
                .contains("--html", "--images");
        assertThat(folder.resolve("v.html")).doesNotExist();
    }

    @Test
    void featuresHaveOneRowPerImageIdentifiedByTheJson() throws IOException {
        Path table = folder.resolve("scene.npy");

        Ran ran =
                cli.run(
                        "models features mobilenet-v2-mid %s %s --out %s --json",
                        images.resolve("2.png"), images.resolve("1.png"), table);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json())
                .extracting(line -> line.get("row") + " " + line.get("image").stringValue())
                .containsExactly("0 " + images.resolve("2.png"), "1 " + images.resolve("1.png"));
        assertThat(Files.size(table)).isEqualTo(128 + 2 * 3952 * 4);
    }

    @Test
    void aPictureThatCannotBeReadIsNamedAndTheOthersAreStillWritten() throws IOException {
        Path table = folder.resolve("some.npy");

        Ran ran =
                cli.run(
                        "models features mobilenet-v2-mid %s %s --out %s",
                        labels, images.resolve("1.png"), table);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("not readable: " + labels);
        assertThat(ran.out().strip()).isEqualTo(table + ": 1 x 3952");
        assertThat(Files.size(table)).isEqualTo(128 + 3952 * 4);
    }

    @Test
    void embeddingsAreARowAFaceWithItsBox() {
        TestModels.obtain("faceboxes");
        TestModels.obtain("faceres");
        Path frame = Tutorial.images().resolve("frame423.jpg");

        Ran ran =
                cli.run(
                        "models features faceres %s %s --out %s --json",
                        frame, images.resolve("1.png"), folder.resolve("faces.npy"));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json().getFirst().get("box")).hasSize(4);
        assertThat(ran.json().getLast().toString()).contains("\"reason\":\"no face found\"");
        assertThat(IntStream.range(0, ran.json().size() - 1))
                .allSatisfy(i -> assertThat(ran.json().get(i).get("row").intValue()).isEqualTo(i));
    }

    @Test
    void aModelWithoutFeaturesIsRefusedWithAdvice() {
        Ran ran =
                cli.run(
                        "models features faceboxes %s --out %s",
                        images.resolve("1.png"), folder.resolve("no.npy"));

        assertThat(ran.refusal()).contains("'faceboxes' detects faces", "--detector");
    }
}
