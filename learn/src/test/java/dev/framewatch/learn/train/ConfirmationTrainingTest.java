package dev.framewatch.learn.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.Box;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.evaluate.EvaluationText;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.evaluate.UnclearImages;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.InventedFaces;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Targets;
import dev.framewatch.targets.Threshold;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceEmbedding;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos of one face each, in a head's view and in that of an invented confirming network. */
class ConfirmationTrainingTest {
    private static final float[] TARGET = {1, 0};
    private static final float[] OTHER = {0, 1};
    private static final Plan PLAN = Plan.of(TargetKind.FACE, 1, new Threshold.Balanced());

    @TempDir private Path folder;

    private final List<LabelledImage> pictures = new ArrayList<>();
    private final List<LabelledFeatures> features = new ArrayList<>();
    private final List<FaceEmbedding> confirming = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final Random random = new Random(7);

    @BeforeEach
    void strangersThatNobodyTakesForTheTarget() throws Exception {
        for (int i = 0; i < 12; i++) {
            video("stranger" + i, false, -1, OTHER, 65);
        }
    }

    /** Adds a video of three frames. */
    private void video(
            String name, boolean positive, float suspicion, float[] embedding, float length)
            throws Exception {
        for (int frame = 0; frame < 3; frame++) {
            String image = "%s-%d.png".formatted(name, frame);
            Path file = folder.resolve(image);
            ImageIO.write(
                    new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
            Box box = new Box(40 * features.size(), 0, 40, 40);
            float[] seen = {suspicion + (float) random.nextGaussian() / 9, 1};
            features.add(
                    new LabelledFeatures(
                            image,
                            positive,
                            name,
                            new FrameFeatures(
                                    List.of(new EmbeddedFace(new Face(box, 1), seen, 1)),
                                    List.of())));
            pictures.add(new LabelledImage(image, file, positive ? "1" : "0", positive, name));
            confirming.add(new FaceEmbedding(embedding, length));
        }
    }

    private TrainedHead confirmed() throws Exception {
        LabelledFeatureSet images = new LabelledFeatureSet(pictures, features, List.of(), 0);
        TrainedHead head =
                new LinearHeadTraining(PLAN, TrainedHeadTest.ANY).train(features, List.of());
        return new ConfirmationTraining(
                        InventedFaces.extractor(
                                _ -> List.of(), face -> confirming.get((int) face.x() / 40)),
                        Targets.confirmation().backbones(),
                        PLAN,
                        new Notices())
                .confirm(images, "1", head);
    }

    private final class Notices implements ProgressListener {
        @Override
        public void update(ProgressListener.Task task, long done, long all) {}

        @Override
        public void notice(String text) {
            notices.add(text);
        }
    }

    private static ScoredImage image(TrainedHead head, String name) {
        return head.scored().stream()
                .filter(image -> image.image().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lookAlikeThatTheHeadTakesForTheTargetIsNoErrorOfTheWholeDecision() throws Exception {
        for (int i = 0; i < 6; i++) {
            video("target" + i, true, 1, TARGET, 65);
        }
        video("double", false, 1, OTHER, 65);

        TrainedHead head = confirmed();

        assertThat(image(head, "double-0.png").score()).isLessThan(0.1);
        assertThat(image(head, "target0-0.png").score()).isGreaterThan(0.9);
        assertThat(head.evaluation().accuracy()).isEqualTo(1);
        assertThat(head.evaluation().groups()).isEqualTo(19);
        assertThat(head.evaluation().leakyAccuracy()).isNotNull();
    }

    @Test
    void wellSeenFacesOfTheTargetBecomeReferences() throws Exception {
        video("blurred", true, 1, TARGET, 30);
        video("target", true, 1, TARGET, 65);
        video("mislabelled", true, 1, new float[] {-0.6f, 0.8f}, 65);
        video("again", true, 1, TARGET, 65);

        Confirmation confirmation = requireNonNull(confirmed().confirmation());

        assertThat(confirmation.references())
                .extracting(FaceReference::name)
                .allMatch(name -> name.startsWith("target") || name.startsWith("again"))
                .hasSize(6);
    }

    @Test
    void imagesInWhichNobodyCanTellAreCountedAndLeaveTheOthersTheirAccuracy() throws Exception {
        for (int i = 0; i < 6; i++) {
            video("target" + i, true, 1, TARGET, 65);
        }
        video("dusk", true, 0.2f, new float[] {0.28f, 0.96f}, 40);

        TrainedHead head = confirmed();

        UnclearImages unclear = requireNonNull(head.evaluation().unclear());
        assertThat(unclear.frames()).isEqualTo(3);
        assertThat(unclear.positives()).isEqualTo(3);
        assertThat(unclear.decidedAccuracy()).isEqualTo(1);
        assertThat(EvaluationText.of(head.evaluation()))
                .contains("Cannot tell in 3 frames (5.3%; 3 positive)")
                .contains("accuracy in the other 54: 100.0%");
    }

    /** Its own frames would confirm each other. */
    @Test
    void videoIsNeverJudgedByItsOwnReferences() throws Exception {
        video("only", true, 1, TARGET, 65);
        video("blurred", true, 1, TARGET, 20);

        TrainedHead head = confirmed();

        double alone =
                new LinearHeadTraining(PLAN, TrainedHeadTest.ANY)
                        .train(features, List.of()).scored().stream()
                                .filter(image -> image.image().equals("only-0.png"))
                                .findFirst()
                                .orElseThrow()
                                .score();
        assertThat(image(head, "only-0.png").score()).isCloseTo(alone, within(1e-12));
        assertThat(image(head, "blurred-0.png").score()).isNotEqualTo(alone);
    }

    @Test
    void imageThatTheConfirmingNetworkFailsOnIsLeftToTheHead() throws Exception {
        for (int i = 0; i < 4; i++) {
            video("target" + i, true, 1, TARGET, 65);
        }
        video("failing", true, 1, new float[] {Float.NaN, 0}, Float.NaN);

        TrainedHead head = confirmed();

        assertThat(requireNonNull(head.confirmation()).references()).hasSize(12);
        assertThat(image(head, "failing-0.png").score()).isBetween(0.5, 1.0);
    }

    @Test
    void withoutAWellSeenFaceNothingConfirmsAndThatIsSaid() throws Exception {
        for (int i = 0; i < 4; i++) {
            video("blurred" + i, true, 1, TARGET, 40);
        }

        TrainedHead head = confirmed();

        assertThat(head.confirmation()).isNull();
        assertThat(head.evaluation().unclear()).isNull();
        assertThat(notices)
                .containsExactly(
                        "no image shows the face of '1' well enough to confirm matches with it");
    }
}
