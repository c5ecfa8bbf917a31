package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.Images;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job on drawn frames, for those who do not have the tutorial's: learn once, find it. */
class DrawnTutorialTest {
    private static final int VIDEOS = 12;

    @TempDir private static Path folder;

    private static Cli cli;
    private static Path labels;
    private static Path harbourClip;
    private static Path millClip;
    private static Ran trained;

    @BeforeAll
    static void learnTheBadge() throws IOException {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());
        cli = new Cli(folder.resolve("home"));
        Path images = folder.resolve("images");
        labels = DrawnFrames.write(images, 0, VIDEOS);
        harbourClip = DrawnFrames.clip(folder.resolve("harbour.mp4"), 41, true);
        millClip = DrawnFrames.clip(folder.resolve("mill.mp4"), 42, false);
        trained = onLabels("train", "harbour", labels, "--kind", "scene", "--json");
    }

    private static Ran onLabels(String command, String target, Path csv, String... more) {
        return cli.run(
                "%s %s --labels %s --images %s " + String.join(" ", more),
                command,
                target,
                csv,
                Objects.requireNonNull(csv.getParent()));
    }

    private static JsonNode target(JsonNode result) {
        return result.get("targets").get(0);
    }

    @Test
    void theBadgeIsLearnedFromLabelledFrames() {
        assertThat(trained.status()).as(trained.err()).isZero();
        JsonNode figures = trained.json().getFirst();

        assertThat(figures.get("frames").intValue()).isEqualTo(2 * VIDEOS);
        assertThat(figures.get("positives").intValue()).isEqualTo(VIDEOS);
        assertThat(figures.get("groups").intValue()).isEqualTo(VIDEOS);
        assertThat(figures.get("auc").doubleValue()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void framesOfOtherVideosAreMeasured() throws IOException {
        Path others = DrawnFrames.write(folder.resolve("others"), 100, 4);

        Ran evaluated = onLabels("evaluate", "harbour", others, "--json");

        assertThat(evaluated.status()).as(evaluated.err()).isZero();
        JsonNode figures = evaluated.json().getFirst();
        assertThat(figures.get("frames").intValue()).isEqualTo(8);
        assertThat(figures.get("auc").doubleValue()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void aClipOfItIsAMatchAndAClipOfTheOtherBadgeIsNone() throws IOException {
        Ran ran = cli.run("scan %s %s --target harbour --json", harbourClip, millClip);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json())
                .extracting(result -> target(result).get("verdict").stringValue())
                .containsExactly("match", "no_match");
        assertThat(ran.json())
                .extracting(result -> result.get("sampled").intValue())
                .containsExactly(6, 6);
        assertThat(ran.json().getFirst().get("sha256").stringValue())
                .isEqualTo(Sha256.of(harbourClip));
    }

    @Test
    void theExitStatusIsThatOfGrep() {
        assertThat(cli.run("scan", harbourClip, "--target", "harbour", "--early").status())
                .isZero();
        assertThat(cli.run("scan", millClip, "--target", "harbour", "--early").status()).isOne();
        assertThat(cli.run("scan", folder.resolve("none.mp4"), "--target", "harbour").status())
                .isEqualTo(2);
    }

    @Test
    void artworkIsFoundFromOnePictureOfIt() throws IOException {
        Path badge = Images.writePng(folder.resolve("badge.png"), Prints.harbour());

        Ran enrolled = cli.run("enrol", "badge", badge, "--kind", "artwork");

        assertThat(enrolled.status()).as(enrolled.err()).isZero();
        assertThat(cli.run("scan", harbourClip, "--target", "badge").status()).isZero();
        assertThat(cli.run("scan", millClip, "--target", "badge").status()).isOne();
        Ran evaluated = onLabels("evaluate", "badge", labels, "--json");
        assertThat(evaluated.json().getFirst().get("auc").doubleValue())
                .as(evaluated.err())
                .isOne();
    }

    @Test
    void drawingsContainNoFacesToTrainOn() {
        TestModels.obtain("faceboxes");
        TestModels.obtain("faceres");

        Ran faces = onLabels("train", "nobody", labels, "--kind", "face");

        assertThat(faces.refusal()).containsIgnoringCase("face");
        assertThat(cli.home().resolve("targets/nobody.target")).doesNotExist();
    }

    @Test
    void theTargetIsListed() {
        assertThat(cli.run("targets", "--json").json())
                .anyMatch(listed -> listed.get("name").stringValue().equals("harbour"));
        JsonNode figures = trained.json().getFirst();
        String statement = figures.get("statements").get(0).stringValue();
        assertThat(statement).startsWith("At threshold 0.").contains("frames from", "95% CI");
        assertThat(cli.run("targets", "show", "harbour").out())
                .contains("harbour", "kind        scene", "strict (watch, alerts)", statement);
        JsonNode shown = cli.run("targets", "show", "harbour", "--json").json().getFirst();
        assertThat(shown.get("statements").toString())
                .isEqualTo(figures.get("statements").toString());
    }
}
