package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.model.TestModels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
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
            ImageIO.write(scribble(i), "png", images.resolve(i + ".png").toFile());
            rows.add("%d.png,%d,clip %d".formatted(i, i % 2, i));
        }
        labels = Files.write(folder.resolve("labels.csv"), rows);
        Ran trained =
                cli.run("train", "disc", "--labels", labels, "--images", images, "--kind", "scene");
        assertThat(trained.status()).as(trained.err()).isZero();
        rows.set(5, "5.png,0,clip 5");
        Files.write(labels, rows);
    }

    private static BufferedImage scribble(int number) {
        Random random = new Random(number);
        BufferedImage image = new BufferedImage(160, 160, BufferedImage.TYPE_INT_RGB);
        Graphics2D draw = image.createGraphics();
        for (int i = 0; i < 60; i++) {
            draw.setColor(new Color(random.nextInt(120), random.nextInt(256), random.nextInt(256)));
            draw.fillRect(random.nextInt(160), random.nextInt(160), 40, 40);
        }
        if (number % 2 == 1) {
            draw.setColor(Color.RED);
            draw.fillOval(random.nextInt(60), random.nextInt(60), 100, 100);
        }
        draw.dispose();
        return image;
    }

    private static Ran evaluate(Object... more) {
        List<Object> words = new ArrayList<>(List.of("evaluate", "disc", "--labels", labels));
        words.addAll(List.of(more));
        return cli.run(words.toArray());
    }

    @Test
    void thePageShowsTheWrongLabelWithItsImageAndOcclusionMap() throws IOException {
        Path page = folder.resolve("out/report.html");

        Ran ran = evaluate("--images", images, "--html", page);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(page)
                .content()
                .contains("data-image=\"5.png\"", "source video clip 5")
                .contains("alt=\"what the decision looked at\"")
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
                        "models",
                        "features",
                        "mobilenet-v2-mid",
                        images.resolve("2.png"),
                        images.resolve("1.png"),
                        "--out",
                        table,
                        "--json");

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
                        "models",
                        "features",
                        "mobilenet-v2-mid",
                        labels,
                        images.resolve("1.png"),
                        "--out",
                        table);

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
                        "models",
                        "features",
                        "faceres",
                        frame,
                        images.resolve("1.png"),
                        "--out",
                        folder.resolve("faces.npy"),
                        "--json");

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
                        "models",
                        "features",
                        "faceboxes",
                        images.resolve("1.png"),
                        "--out",
                        folder.resolve("no.npy"));

        assertThat(ran.refusal()).contains("'faceboxes' detects faces", "--detector");
    }
}
