package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.testing.Images;
import dev.framewatch.video.Clips;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.vision.artwork.Prints;
import dev.framewatch.vision.artwork.Street;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

/** A newsroom's day at the command line: a poster is looked for in what falls into a folder. */
class NewsroomTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private static Path clips;
    @TempDir private Path folder;

    private Cli cli;
    private Path drop;
    private Path leads;
    private Ran watched;

    @BeforeAll
    static void someClips() throws IOException {
        Images.writePng(clips.resolve("poster.png"), Prints.harbour());
        write("with.mp4", true, Codec.H264);
        write("again.mp4", true, Codec.MPEG4);
        write("new.mp4", true, Codec.VP9);
        write("without.mp4", false, Codec.H264);
    }

    @BeforeEach
    void aPosterAFolderAndAFeedOfAlerts() throws IOException {
        cli = new Cli(folder.resolve("home"));
        drop = Files.createDirectories(folder.resolve("drop"));
        leads = folder.resolve("leads.xml");
        done("enrol", "harbour", clips.resolve("poster.png"), "--kind", "artwork");
        done("sources", "add", "drop", "folder", drop);
        done("alerts", "add", "leads", "atom", leads);
        drop("with.mp4", LONG_AGO);
        drop("again.mp4", LONG_AGO);
        drop("without.mp4", LONG_AGO);
        watched = done("watch", "--once");
    }

    /** Eight shots of streets; the same clip in every coding. */
    private static void write(String name, boolean poster, Codec codec) throws IOException {
        Clips.write(
                clips.resolve(name),
                VideoEncoding.of(codec, 1),
                8,
                i -> poster ? Street.showing(Prints.harbour(), 10 + i) : Prints.clutter(20 + i));
    }

    private void drop(String name, Instant changed) throws IOException {
        Path dropped = Files.copy(clips.resolve(name), drop.resolve(name));
        Files.setLastModifiedTime(dropped, FileTime.from(changed));
    }

    private Ran done(String command, Object... values) {
        Ran ran = cli.run(command, values);
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran;
    }

    private List<JsonNode> sightings() {
        return done("sightings", "--json").json();
    }

    private String oneId() {
        return sightings().getFirst().get("id").asString();
    }

    @Test
    void eachPostThatShowsItIsASightingAndNoOther() {
        assertThat(watched.err())
                .contains("MATCH harbour in with.mp4, at 0 s to 7 s", "MATCH harbour in again.mp4")
                .contains("without.mp4: no match");
        assertThat(done("sightings").out()).contains("with.mp4, at 0 s to 7 s");
        assertThat(sightings())
                .extracting(line -> line.get("post").get("caption").asString())
                .containsExactlyInAnyOrder("with.mp4", "again.mp4");
    }

    @Test
    void aClipAndItsCopyAreOneAlert() throws IOException {
        assertThat(sightings()).allMatch(line -> line.get("familySize").asInt() == 2);
        assertThat(Files.readString(leads)).containsOnlyOnce("<entry>");
    }

    @Test
    void watchingAgainReportsNothingTwice() throws IOException {
        List<JsonNode> before = sightings();
        String said = Files.readString(leads);
        assertThat(done("watch", "--once").err()).doesNotContain("MATCH");
        assertThat(sightings()).isEqualTo(before);
        assertThat(leads).hasContent(said);
    }

    @Test
    void whatWasDroppedAMomentAgoIsWaitedFor() throws IOException {
        drop("new.mp4", Instant.now());
        assertThat(done("watch", "--once").err()).contains("MATCH harbour in");
        assertThat(sightings()).hasSize(3);
    }

    @Test
    void aNewTargetIsSearchedForInStoredMedia() throws IOException {
        done("enrol", "quay", clips.resolve("poster.png"), "--kind", "artwork");
        assertThat(done("watch", "--once").err())
                .contains("MATCH quay in")
                .doesNotContain("MATCH harb");
    }

    @Test
    void statusShowsOnOneScreenWhetherTheWatchIsReliable() throws IOException {
        assertThat(done("status").out())
                .contains("OK: monitoring is up to date.", "drop", "3 posts analysed");
        Path torn = Files.write(drop.resolve("torn.mp4"), new byte[20_000]);
        Files.setLastModifiedTime(torn, FileTime.from(LONG_AGO));
        Path without = drop.resolve("without.mp4");
        done("canaries", "add", "video", "harbour", drop.resolve("with.mp4"));
        done("canaries", "add", "video", "harbour", without);
        cli.run("watch", "--once");
        Ran status = cli.run("status");
        assertThat(status.status()).isEqualTo(1);
        assertThat(status.out()).contains("NOT OK", "FAILS", without.toString());
        assertThat(done("canaries", "--json").json())
                .extracting(line -> line.get("reason").isNull())
                .containsExactlyInAnyOrder(true, false);
        JsonNode json = cli.run("status", "--json").json().getFirst();
        assertThat(json.get("healthy").asBoolean()).isFalse();
        assertThat(json.get("canaries"))
                .extracting(canary -> canary.get("well").asBoolean())
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void theEvidenceHoldsWhatANewsroomNeedsToPublish() throws IOException {
        Path evidence = Path.of(sightings().getFirst().get("evidence").asString());
        try (Stream<Path> files = Files.list(evidence)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("sighting.json", "manifest.json")
                    .anyMatch(name -> name.endsWith(".jpg") || name.endsWith(".png"));
        }
        Path zip = folder.resolve("case.zip");
        done("sightings", "export", "--zip", zip, oneId(), "--with-media");
        assertThat(done("verify", zip).out()).contains("OK: verified");
    }

    @Test
    void aPersonsWordIsKeptCountedAndLearnedFrom() throws IOException {
        assertThat(done("review", "--json").json())
                .singleElement()
                .extracting(line -> line.get("target").asString())
                .isEqualTo("harbour");
        done("review", "confirm", oneId(), "--note", "on the quay");
        assertThat(done("sightings", "show", oneId()).out()).contains("confirmed");
        assertThat(done("review", "precision", "harbour").out()).contains("1 of 1", "95% CI");
        Path reviewed = folder.resolve("reviewed");
        done("review", "export", "harbour", "--out", reviewed);
        assertThat(LabelFile.read(reviewed.resolve("labels.csv"), reviewed, "1").images())
                .isNotEmpty()
                .allMatch(LabelledImage::positive);
        assertThat(cli.run("review").status()).isEqualTo(1);
        assertThat(done("audit", "verify").out()).contains("rows, intact");
    }

    @Test
    void trendShowsSightingsAndPosts() throws Exception {
        JsonNode json = done("trend", "harbour", "--json").json().getFirst();
        assertThat(json.findValuesAsString("posts")).contains("3");
        assertThat(done("trend", "harbour").out())
                .contains("harbour in all sources; times in ", "2 of 3");
        Path picture = folder.resolve("trend.svg");
        done("trend", "harbour", "--svg", picture);
        Document svg =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    }
}
