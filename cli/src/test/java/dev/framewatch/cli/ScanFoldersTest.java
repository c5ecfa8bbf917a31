package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.video.HeifWriter;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Everything in a folder is scanned, or named as skipped. */
class ScanFoldersTest {
    private static final double[] X = {150, 300, 310, 140};
    private static final double[] Y = {420, 400, 570, 580};

    @TempDir private static Path place;
    @TempDir private Path folder;
    private static Cli cli;

    @BeforeAll
    static void enrol() throws IOException {
        cli = new Cli(place.resolve("home"));
        Path print = place.resolve("harbour.png");
        Files.write(print, ImageFiles.encodePng(Prints.harbour()));
        Ran enrolled = cli.run("enrol", "harbour", "--kind", "artwork", print);
        assertThat(enrolled.status()).as(enrolled.err()).isZero();
    }

    private Path photo(String name, RgbImage hangs) throws IOException {
        RgbImage street = Prints.withArtwork(Prints.clutter(5), hangs, X, Y);
        return Files.write(folder.resolve(name), ImageFiles.encodePng(street));
    }

    private void zip() throws IOException {
        Files.write(folder.resolve("more.zip"), new byte[] {'P', 'K', 3, 4, 0, 0});
    }

    private static JsonNode verdict(JsonNode line) {
        return line.get("targets").get(0).get("verdict");
    }

    @Test
    void aSinglePictureIsAVideoOfOneStill() throws Exception {
        Ran with = cli.run("scan", photo("with.png", Prints.harbour()), "--json");
        Ran without = cli.run("scan", photo("without.png", Prints.mill()), "--json");

        assertThat(with.status()).as(with.err()).isZero();
        assertThat(with.json().getFirst().get("sampled").asInt()).isEqualTo(1);
        assertThat(with.json().getFirst().get("sha256").asString()).hasSize(64);
        assertThat(without.status()).isEqualTo(1);
    }

    @Test
    void aDamagedTargetIsNamedTheOthersAreSearchedForAndTheStatusIsTwo() throws Exception {
        Path damaged = Files.writeString(cli.home().resolve("targets/damaged.target"), "no zip");

        Ran ran = cli.run("scan", photo("with.png", Prints.harbour()));

        Files.delete(damaged);
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).contains("harbour: possible match");
        assertThat(ran.err()).contains("damaged.target", "it is not searched for");
    }

    /** An AVIF file, made of the one frame of an AV1 video. */
    private Path avif(String name, RgbImage image) throws IOException {
        Path frame = folder.resolve("frame.mp4");
        try (VideoWriter writer =
                new VideoWriter(
                        frame,
                        image.width(),
                        image.height(),
                        VideoEncoding.of(VideoEncoding.Codec.AV1, 1))) {
            writer.add(image, 0);
            writer.finish();
        }
        Path file =
                new HeifWriter(List.of(frame), 1, image.width(), image.height())
                        .tileSize(image.width(), image.height())
                        .write(folder.resolve(name));
        Files.delete(frame);
        return file;
    }

    @Test
    void phonePhotosAreEnrolledAndScanned() throws Exception {
        Path print = avif("mill.avif", Prints.mill());
        Cli own = new Cli(folder.resolve("home"));

        Ran enrolled = own.run("enrol", "mill", "--kind", "artwork", print);
        assertThat(enrolled.status()).as(enrolled.err()).isZero();

        RgbImage street = Prints.withArtwork(Prints.clutter(5), Prints.mill(), X, Y);
        Ran ran = own.run("scan", avif("IMG_0001.HEIC", street), "--json");
        assertThat(verdict(ran.json().getFirst()).asString()).isEqualTo("match");
        assertThat(ran.status()).isZero();
    }

    @Test
    void onePictureOfAPostIsEnough() throws Exception {
        photo("1.png", Prints.mill());
        photo("2.png", Prints.harbour());
        photo("3.png", Prints.mill());
        photo("4.png", Prints.mill());
        Files.writeString(folder.resolve("post.json"), "{}");

        Ran ran = cli.run("scan", folder, "--json");
        Ran named = cli.run("scan", folder, "--json", "--rule", "share:1/3");

        assertThat(ran.json()).hasSize(1);
        assertThat(verdict(ran.json().getFirst()).asString()).isEqualTo("match");
        assertThat(ran.status()).isZero();
        assertThat(verdict(named.json().getFirst()).asString()).isEqualTo("no_match");
        assertThat(named.status()).isEqualTo(1);
    }

    @Test
    void withoutAMatchAFileThatWasNotLookedAtIsNoCleanNo() throws Exception {
        photo("a.png", Prints.mill());
        zip();

        Ran ran = cli.run("scan", folder, "--json");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "1 file was skipped: %s (a ZIP archive)"
                                .formatted(folder.resolve("more.zip")));
        JsonNode leftOut = ran.json().getLast().get("leftOut");
        assertThat(leftOut.get(0).get("file").asString()).endsWith("more.zip");
        assertThat(leftOut.get(0).get("reason").asString()).isEqualTo("a ZIP archive");
    }

    @Test
    void aMatchIsAMatchBesideIt() throws Exception {
        photo("a.png", Prints.harbour());
        zip();

        Ran ran = cli.run("scan", folder);

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("more.zip (a ZIP archive)");
    }

    @Test
    void framesForLabellingComeWithTheNamesOfSkippedFiles() throws Exception {
        photo("a.png", Prints.mill());
        zip();

        Ran ran = cli.run("dataset frames", folder, "--out", place.resolve("frames"));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).contains("1 frame, frame0.jpg");
        assertThat(ran.err()).contains("1 file was skipped: ", "more.zip (a ZIP archive)");
    }

    @Test
    void whereNothingCanBeReadTheErrorNamesWhatThereIs() throws Exception {
        zip();

        assertThat(cli.run("scan", folder).refusal())
                .contains("no videos or images in", "more.zip (a ZIP archive)");
    }

    @Test
    void theResultIsAPageAndATable() throws Exception {
        photo("with.png", Prints.harbour());
        photo("without.png", Prints.mill());
        Path page = folder.resolve("out/results.html");
        Path table = folder.resolve("out/results.csv");

        Ran ran = cli.run("scan", folder, "--html", page, "--csv", table);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("the page: " + page, "the table: " + table);
        assertThat(Files.readString(page))
                .contains("1 of 2 videos matches.", "with.png</h2>", "without.png</h2>")
                .contains("<svg", "highest score");
        assertThat(Files.readAllLines(table)).hasSize(3);
    }

    @Test
    void aPageThatCannotBeWrittenIsRefusedBeforeTheScan() throws Exception {
        Path photo = photo("with.png", Prints.harbour());

        assertThat(cli.run("scan", photo, "--html", folder).refusal())
                .isEqualTo(
                        "framewatch: --html %s: this is a folder; name a file in it"
                                .formatted(folder));
    }
}
