package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.geometry.Quad;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Printed artwork, from one picture of it to the videos in which it hangs. */
class ArtworkCommandTest {
    private static final double[] X = {150, 300, 310, 140};
    private static final double[] Y = {420, 400, 570, 580};

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
        Files.write(folder.resolve(name), ImageFiles.encodePng(image));
    }

    /** Four seconds of a street in which something hangs and moves a little. */
    private static Path clip(String name, RgbImage hangs) throws IOException {
        Path file = folder.resolve(name);
        try (VideoWriter writer =
                new VideoWriter(file, 576, 1024, VideoEncoding.of(VideoEncoding.Codec.H264, 2))) {
            for (int i = 0; i < 8; i++) {
                writer.add(
                        Prints.withArtwork(
                                Prints.clutter(5), hangs, moved(X, 4 * i), moved(Y, 2 * i)),
                        i / 2.0);
            }
            writer.finish();
        }
        return file;
    }

    private static double[] moved(double[] corners, double by) {
        double[] moved = corners.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by;
        }
        return moved;
    }

    private static Ran enrol(String name, String... pictures) {
        List<Object> arguments = new ArrayList<>(List.of("enrol", name, "--kind", "artwork"));
        Stream.of(pictures).map(folder::resolve).forEach(arguments::add);
        return cli.run(arguments.toArray());
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
                    assertThat(Prints.iou(outline(frame), moved(X, 4 * by), moved(Y, 2 * by)))
                            .isGreaterThan(0.9);
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

        Ran ran = cli.run("scan", harbourClip, "--target", "harbour", "--evidence", evidence);

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
        RgbImage huge =
                Prints.withArtwork(
                        Prints.flat(3000, 3000),
                        Prints.harbour(),
                        new double[] {0, 3000, 3000, 0},
                        new double[] {0, 0, 3000, 3000});
        png("huge.png", huge);
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
            boolean clean = i < 10;
            Files.write(
                    images.resolve("yes%d.png".formatted(i)),
                    ImageFiles.encodePng(
                            clean
                                    ? Prints.harbour()
                                    : Prints.withArtwork(
                                            Prints.clutter(i), Prints.harbour(), X, Y)));
            labels.append("yes%d.png,1\n".formatted(i));
        }
        for (int i = 0; i < 5; i++) {
            Files.write(
                    images.resolve("no%d.png".formatted(i)),
                    ImageFiles.encodePng(
                            Prints.withArtwork(Prints.clutter(i), Prints.mill(), X, Y)));
            labels.append("no%d.png,0\n".formatted(i));
        }
        Path csv = Files.writeString(folder.resolve("labels.csv"), labels);

        Ran ran =
                cli.run(
                        "train",
                        "trained",
                        "--labels",
                        csv,
                        "--images",
                        images,
                        "--kind",
                        "artwork",
                        "--json");

        assertThat(ran.status()).as(ran.err()).isZero();
        JsonNode made = ran.json().getFirst();
        assertThat(made.get("references").asInt()).isEqualTo(10);
        assertThat(made.get("frames").asInt()).isEqualTo(8);
        assertThat(made.get("auc").asDouble()).isEqualTo(1);
        assertThat(cli.run("scan", harbourClip, "--target", "trained").status()).isZero();
        Ran evaluated =
                cli.run("evaluate", "trained", "--labels", csv, "--images", images, "--json");
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
            List<Object> words =
                    new ArrayList<>(
                            List.of(
                                    "train",
                                    "x",
                                    "--labels",
                                    csv,
                                    "--images",
                                    folder,
                                    "--kind",
                                    "artwork"));
            words.addAll(needed);

            assertThat(cli.run(words.toArray()).refusal())
                    .contains("matched without training", needed.getFirst());
        }
        assertThat(
                        cli.run("enrol", "x", folder.resolve("harbour.png"), "--kind", "scene")
                                .refusal())
                .contains("--kind scene");
    }
}
