package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.geometry.Quad;
import dev.framewatch.testing.Images;
import dev.framewatch.video.Clips;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.vision.artwork.Prints;
import dev.framewatch.vision.artwork.Street;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Printed artwork, from one picture of it to the videos in which it hangs. */
class ArtworkCommandTest {
    @TempDir private static Path folder;
    private static Cli cli;
    private static Path harbourClip;
    private static Path millClip;

    @BeforeAll
    static void drawThem() throws IOException {
        cli = new Cli(folder.resolve("home"));
        png("harbour.png", Prints.harbour());
        harbourClip = clip("harbour.mp4", Prints.harbour());
        millClip = clip("mill.mp4", Prints.mill());
        Ran enrolled = enrol("harbour", "harbour.png");
        assertThat(enrolled.status()).as(enrolled.err()).isZero();
    }

    private static void png(String name, RgbImage image) throws IOException {
        Images.writePng(folder.resolve(name), image);
    }

    /** Four seconds of a street in which something hangs and moves a little. */
    private static Path clip(String name, RgbImage hangs) throws IOException {
        RgbImage street = Prints.clutter(5);
        return Clips.write(
                folder.resolve(name),
                VideoEncoding.of(VideoEncoding.Codec.H264, 2),
                8,
                i ->
                        Prints.withArtwork(
                                street, hangs, moved(Street.x(), 4 * i), moved(Street.y(), 2 * i)));
    }

    private static double[] moved(double[] corners, double by) {
        return DoubleStream.of(corners).map(corner -> corner + by).toArray();
    }

    private static Ran enrol(String name, String... pictures) {
        return cli.run(
                "enrol --kind artwork " + name, Stream.of(pictures).map(folder::resolve).toArray());
    }

    @Test
    void aClipInWhichItHangsIsAMatchAndTheOutlineIsWhereItHangs() {
        Ran ran = cli.run("scan", harbourClip, "--target", "harbour", "--json");

        assertThat(ran.status()).as(ran.err()).isZero();
        JsonNode target = ran.json().getFirst().get("targets").get(0);
        assertThat(target.get("verdict").asString()).isEqualTo("match");
        assertThat(target.get("frames"))
                .isNotEmpty()
                .allSatisfy(frame -> {
                    double by = 2 * frame.get("t").asDouble();
                    double[] x = moved(Street.x(), 4 * by);
                    double[] y = moved(Street.y(), 2 * by);
                    assertThat(Prints.iou(outline(frame), x, y)).isGreaterThan(0.9);
                });
    }

    private static Quad outline(JsonNode frame) {
        List<Quad.Corner> corners = new ArrayList<>();
        for (JsonNode corner : frame.get("outline")) {
            corners.add(
                    new Quad.Corner(
                            (float) corner.get(0).asDouble(), (float) corner.get(1).asDouble()));
        }
        return new Quad(corners);
    }

    @Test
    void aClipInWhichAnotherHangsIsNone() {
        assertThat(cli.run("scan", millClip, "--target", "harbour").status()).isEqualTo(1);
    }

    @Test
    void theEvidenceShowsIt() throws IOException {
        Path evidence = folder.resolve("evidence");

        Ran ran = cli.run("scan %s --target harbour --evidence %s", harbourClip, evidence);

        assertThat(ran.status()).as(ran.err()).isZero();
        try (Stream<Path> files = Files.walk(evidence)) {
            assertThat(files.map(Path::toString)).anyMatch(name -> name.endsWith(".jpg"));
        }
    }

    @Test
    void anUnsuitableImageIsRefusedByNameWithAdvice() throws IOException {
        png("flat.png", Prints.flat(300, 300));
        png("tiny.png", Prints.harbour().shrunkTo(20));
        Files.write(folder.resolve("text.png"), new byte[] {1, 2, 3, 4});

        assertThat(enrol("none", "flat.png").refusal())
                .contains("flat.png", "too little detail", "crop to a more detailed part");
        assertThat(enrol("none", "tiny.png").refusal())
                .contains("tiny.png", "20x20", "larger image");
        assertThat(enrol("none", "text.png").refusal())
                .contains("text.png", "not a supported image");
        assertThat(cli.home().resolve("targets/none.target")).doesNotExist();
    }

    @Test
    void aHugePictureIsShrunkAndWhatCannotServeIsLeftOutAndNamed() throws IOException {
        RgbImage harbour = Prints.harbour();
        png("huge.png", Images.of(3000, 3000, (x, y) -> Images.colourAt(harbour, x / 10, y / 10)));
        png("grey.png", Prints.flat(300, 300));

        Ran ran = enrol("huge", "huge.png", "grey.png");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("grey.png: skipped", "reference images: 1");
        assertThat(cli.home().resolve("targets/huge.target"))
                .satisfies(file -> assertThat(Files.size(file)).isLessThan(1_000_000));
        assertThat(cli.run("scan", harbourClip, "--target", "huge").status()).isZero();
    }

    @Test
    void moreThanTenPicturesAreRefused() {
        String[] eleven = new String[11];
        java.util.Arrays.fill(eleven, "harbour.png");

        assertThat(enrol("many", eleven).refusal()).contains("1 to 10 images", "not 11");
    }

    @Test
    void labelledPicturesMakeATargetAndTheOthersCheckIt() throws IOException {
        Path images = Files.createDirectories(folder.resolve("labelled"));
        StringBuilder labels = new StringBuilder("Image_ID,Class\n");
        for (int i = 0; i < 13; i++) {
            Images.writePng(
                    images.resolve("yes%d.png".formatted(i)),
                    i < 10 ? Prints.harbour() : Street.showing(Prints.harbour(), i));
            labels.append("yes%d.png,1\n".formatted(i));
        }
        for (int i = 0; i < 5; i++) {
            Images.writePng(
                    images.resolve("no%d.png".formatted(i)), Street.showing(Prints.mill(), i));
            labels.append("no%d.png,0\n".formatted(i));
        }
        Path csv = Files.writeString(folder.resolve("labels.csv"), labels);

        Ran ran =
                cli.run("train trained --labels %s --images %s --kind artwork --json", csv, images);

        assertThat(ran.status()).as(ran.err()).isZero();
        JsonNode made = ran.json().getFirst();
        assertThat(made.get("references").asInt()).isEqualTo(10);
        assertThat(made.get("frames").asInt()).isEqualTo(8);
        assertThat(made.get("auc").asDouble()).isEqualTo(1);
        assertThat(cli.run("scan", harbourClip, "--target", "trained").status()).isZero();
        Ran evaluated = cli.run("evaluate trained --labels %s --images %s --json", csv, images);
        assertThat(evaluated.json().getFirst().get("auc").asDouble()).as(evaluated.err()).isOne();
        assertThat(cli.run("scan", millClip, "--target", "trained").status()).isEqualTo(1);
    }

    @Test
    void whatOnlyLearningNeedsIsRefused() throws IOException {
        Path csv =
                Files.writeString(
                        folder.resolve("one.csv"), "Image_ID,Class\nharbour.png,1\nflat.png,0\n");
        png("flat.png", Prints.flat(300, 300));

        for (List<String> needed :
                List.of(
                        List.of("--head", "dense"),
                        List.of("--split", "frames"),
                        List.of("--augment-preview", folder.resolve("copies.html").toString()))) {
            String train = "train x --labels %s --images %s --kind artwork ";

            assertThat(cli.run(train + String.join(" ", needed), csv, folder).refusal())
                    .contains("matched without training", needed.getFirst());
        }
        assertThat(
                        cli.run("enrol", "x", folder.resolve("harbour.png"), "--kind", "scene")
                                .refusal())
                .contains("--kind scene");
    }
}
