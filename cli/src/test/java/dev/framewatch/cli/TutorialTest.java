package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.Rule;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job on the tutorial's real frames and videos: learn a face once, find it. */
class TutorialTest {
    @TempDir private static Path folder;
    private static Cli cli;
    private static Ran trained;

    @BeforeAll
    static void learnTheFaceWithoutChangedCopies() {
        Path labels = Tutorial.labels();
        TestModels.obtain("faceboxes");
        TestModels.obtain("faceres");
        cli = new Cli(folder.resolve("home"));
        trained =
                cli.run(
                        "train trump --labels %s --images %s --augment none --groups-out %s --json",
                        labels, Tutorial.images(), folder.resolve("groups.csv"));
    }

    private static List<JsonNode> scan(int status, Object... more) {
        Ran ran = cli.run("scan --target trump --json", more);
        assertThat(ran.status()).as(ran.err()).isEqualTo(status);
        return ran.json();
    }

    private static JsonNode target(JsonNode result) {
        return result.get("targets").get(0);
    }

    @Test
    void theFaceIsLearnedAsWellAsPromised() {
        assertThat(trained.status()).as(trained.err()).isZero();
        JsonNode figures = trained.json().getFirst();

        assertThat(figures.get("frames").intValue()).isEqualTo(537);
        assertThat(figures.get("positives").intValue()).isEqualTo(199);
        assertThat(figures.get("accuracy").doubleValue()).isGreaterThanOrEqualTo(0.97);
        assertThat(figures.get("auc").doubleValue()).isGreaterThanOrEqualTo(0.985);
        assertThat(figures.get("groups").intValue()).isBetween(100, 400);
        assertThat(figures.get("leakyAccuracy").doubleValue())
                .as("what a random split claims")
                .isGreaterThanOrEqualTo(figures.get("accuracy").doubleValue());
    }

    @Test
    void theBestOfFacesAndSceneIsChosenAndNamed() throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());
        Ran auto =
                cli.run(
                        "train best --labels %s --images %s --kind auto --augment none --report %s"
                                + " --json",
                        Tutorial.someLabels(folder.resolve("third.csv"), 3),
                        Tutorial.images(),
                        folder.resolve("report.html"));
        JsonNode figures = auto.json().getFirst();

        assertThat(auto.status()).as(auto.err()).isZero();
        assertThat(figures.get("accuracy").doubleValue()).isGreaterThanOrEqualTo(0.93);
        assertThat(figures.get("auc").doubleValue()).isGreaterThanOrEqualTo(0.96);
        assertThat(figures.get("brier").doubleValue()).isLessThanOrEqualTo(0.07);
        assertThat(figures.get("aucByKind").propertyNames())
                .containsExactlyInAnyOrder("face", "scene", "auto");
        assertThat(auto.err()).contains("The target uses ");
        assertThat(folder.resolve("report.html"))
                .content()
                .contains("Accuracy", "Labels to review");
    }

    @Test
    void theFiguresHaveTheAgreedKeys() {
        JsonNode figures = trained.json().getFirst();

        assertThat(figures.propertyNames())
                .contains(
                        "frames",
                        "positives",
                        "auc",
                        "accuracy",
                        "threshold",
                        "brier",
                        "fnmrAtFmr",
                        "unreadable",
                        "worst",
                        "groups",
                        "leakyAccuracy");
        assertThat(figures.get("fnmrAtFmr").propertyNames()).containsExactly("0.01", "0.001");
        assertThat(figures.get("worst")).hasSize(10);
        assertThat(figures.get("worst").get(0).propertyNames())
                .containsExactly("image", "label", "score");
    }

    @Test
    void rowsWithoutTheirFileAreListedInOneNoteAndStandardOutputHoldsNothingButTheFigures() {
        assertThat(trained.out().lines()).hasSize(1);
        assertThat(trained.err())
                .containsOnlyOnce("are skipped")
                .contains("no such file")
                .contains("Saved target 'trump' to " + cli.home().resolve("targets"));
    }

    @Test
    void theGroupsAreWrittenForAPersonToCheck() throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("groups.csv"));

        assertThat(rows).hasSize(538).first().isEqualTo("Image_ID,Class,Group");
        assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)[2]).distinct().count())
                .isEqualTo(trained.json().getFirst().get("groups").intValue());
    }

    @Test
    void theTargetIsFoundWhereItIsAndNotWhereItIsNot() {
        List<JsonNode> results = scan(0, Tutorial.video("Trump.mp4"), Tutorial.video("Biden.mp4"));

        assertThat(results).hasSize(2);
        assertThat(target(results.get(0)).get("verdict").stringValue()).isEqualTo("match");
        assertThat(target(results.get(0)).get("frames")).hasSize(18);
        assertThat(target(results.get(0)).get("positives").intValue()).isGreaterThanOrEqualTo(16);
        assertThat(target(results.get(1)).get("verdict").stringValue()).isEqualTo("no_match");
        assertThat(target(results.get(1)).get("positives").intValue()).isLessThanOrEqualTo(2);
    }

    @Test
    void aResultHasTheAgreedKeys() throws IOException {
        Path video = Tutorial.video("Trump.mp4");
        JsonNode result = scan(0, video).getFirst();

        assertThat(result.propertyNames())
                .contains(
                        "video",
                        "sha256",
                        "seconds",
                        "decodedSeconds",
                        "sampled",
                        "elapsedMillis",
                        "targets");
        assertThat(result.get("video").stringValue()).isEqualTo(video.toString());
        assertThat(result.get("sha256").stringValue()).isEqualTo(Sha256.of(video));
        assertThat(result.get("decodedSeconds").doubleValue())
                .isEqualTo(result.get("seconds").doubleValue());
        assertThat(target(result).propertyNames())
                .contains(
                        "target",
                        "verdict",
                        "share",
                        "positives",
                        "threshold",
                        "longestSeconds",
                        "detector",
                        "frames");
        assertThat(target(result).get("detector").stringValue())
                .isEqualTo(Sha256.of(cli.home().resolve("targets/trump.target")));
        JsonNode frame = target(result).get("frames").get(0);
        assertThat(frame.propertyNames())
                .containsExactly("t", "score", "positive", "box", "confirmation");
        assertThat(frame.get("confirmation").propertyNames())
                .contains("outcome", "similarity", "reference", "referenceSimilarity");
        assertThat(frame.get("box")).hasSize(4);
    }

    @Test
    void theExitStatusIsThatOfGrep() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.mp4"), "<html>");

        scan(1, Tutorial.video("Biden.mp4"), "--early");
        scan(0, Tutorial.video("Trump.mp4"), "--early");
        List<JsonNode> results =
                scan(2, broken, folder.resolve("none.mp4"), Tutorial.video("Trump.mp4"), "--early");

        assertThat(results)
                .extracting(result -> target(result).get("verdict").stringValue())
                .containsExactly("unreadable", "unreadable", "match");
        assertThat(target(results.get(1)).get("reason").stringValue()).contains("no such file");
    }

    @Test
    void earlyStoppingDecidesWithinHalfOfTheVideo() {
        JsonNode result = scan(0, Tutorial.video("Trump.mp4"), "--early").getFirst();

        assertThat(result.get("decodedSeconds").doubleValue())
                .isPositive()
                .isLessThanOrEqualTo(result.get("seconds").doubleValue() / 2);
        assertThat(target(result).get("verdict").stringValue()).isEqualTo("match");
    }

    @Test
    void forPeopleAVideoIsOneCharacterAFrameAndASentence() {
        Ran ran = cli.run("scan", Tutorial.video("Trump.mp4"));

        assertThat(ran.out()).containsPattern("(?m)^ +[+-]{18}$");
        assertThat(ran.out()).contains("trump: possible match", "of 18 frames");
        assertThat(ran.out()).as("no colours in a file").doesNotContain("\u001b");
    }

    @Test
    void theVerdictCanBeRecomputedFromTheEvidence() throws IOException {
        Path evidence = folder.resolve("evidence");
        JsonNode result =
                scan(0, Tutorial.video("Trump.mp4"), "--evidence", evidence, "--rule", "presence:3")
                        .getFirst();
        Path video = folderIn(evidence);
        JsonNode file = JsonMapper.shared().readTree(video.resolve("trump/evidence.json").toFile());

        assertThat(file.get("videoSha256").stringValue())
                .isEqualTo(Sha256.of(Tutorial.video("Trump.mp4")));
        assertThat(file.get("detectorSha256").stringValue())
                .isEqualTo(Sha256.of(cli.home().resolve("targets/trump.target")));
        assertThat(file.get("rule").stringValue()).isEqualTo("presence:3.0");
        assertThat(file.get("framewatch").stringValue()).isNotEmpty();
        assertThat(recomputed(file)).isEqualTo(file.get("verdict").stringValue());
        assertThat(recomputed(file)).isEqualTo(target(result).get("verdict").stringValue());
        assertThat(file.get("frames")).isEqualTo(target(result).get("frames"));
    }

    private static String recomputed(JsonNode file) {
        List<FrameScore> frames = new ArrayList<>();
        boolean confirmed = false;
        for (JsonNode frame : file.get("frames")) {
            double score = frame.get("score").doubleValue();
            boolean positive = score >= file.get("threshold").doubleValue();
            assertThat(frame.get("positive").booleanValue()).isEqualTo(positive);
            frames.add(new FrameScore(frame.get("t").doubleValue(), score, positive, null));
            JsonNode check = frame.path("confirmation");
            confirmed |= positive && check.path("outcome").asString("").equals("confirmed");
        }
        Rule rule = Rule.parse(file.get("rule").stringValue());
        if (!rule.holds(frames, file.get("every").doubleValue())) {
            return "no_match";
        }
        return confirmed ? "match" : "undecided";
    }

    @Test
    void theBestFramesAreShownAsPictures() throws IOException {
        Path evidence = folder.resolve("pictures");
        scan(0, Tutorial.video("Trump.mp4"), "--evidence", evidence);
        Path video = folderIn(evidence).resolve("trump");
        JsonNode file = JsonMapper.shared().readTree(video.resolve("evidence.json").toFile());

        assertThat(file.get("pictures")).hasSize(EvidenceWriter.FRAMES);
        for (JsonNode name : file.get("pictures")) {
            BufferedImage picture = ImageIO.read(video.resolve(name.stringValue()).toFile());
            assertThat(picture.getWidth()).isEqualTo(540);
            assertThat(picture.getHeight()).isEqualTo(960);
        }
    }

    private static Path folderIn(Path evidence) throws IOException {
        try (var folders = Files.list(evidence)) {
            return folders.findFirst().orElseThrow();
        }
    }

    /** The first match whose evidence could not be written ended the scan, with results lost. */
    @Test
    void evidenceThatCannotBeWrittenIsAnErrorAndTheResultsStillCome() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "in the way");
        Path trump = Tutorial.video("Trump.mp4");

        Ran ran =
                cli.run(
                        "scan %s %s --early --json --evidence %s",
                        trump, trump, file.resolve("evidence"));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.json()).hasSize(2);
        assertThat(ran.err()).contains(file.resolve("evidence").toString(), trump.toString());
    }

    @Test
    void picturesAndVideosThatWereNotTrainedOnCanBeMeasured() throws IOException {
        Path some = Tutorial.someLabels(folder.resolve("some.csv"), 40);
        Ran pictures =
                cli.run("evaluate trump --labels %s --images %s --json", some, Tutorial.images());
        Path labels =
                Files.writeString(
                        folder.resolve("videos.csv"), "Image_ID,Class\nTrump.mp4,1\nBiden.mp4,0\n");
        Ran videos =
                cli.run("evaluate trump --labels %s --videos %s --json", labels, Tutorial.videos());

        assertThat(pictures.status()).as(pictures.err()).isZero();
        assertThat(pictures.json().getFirst().get("frames").intValue()).isEqualTo(14);
        assertThat(pictures.json().getFirst().get("accuracy").doubleValue()).isGreaterThan(0.9);
        assertThat(videos.status()).as(videos.err()).isZero();
        assertThat(videos.json().getFirst().get("videos").intValue()).isEqualTo(2);
    }

    @Test
    void theTargetIsListedWithWhatWasMeasured() {
        Ran ran = cli.run("targets", "--json");

        assertThat(ran.json()).anyMatch(target -> target.get("name").stringValue().equals("trump"));
        assertThat(cli.run("targets").out()).contains("trump", "cross-validated by source video");
    }
}
