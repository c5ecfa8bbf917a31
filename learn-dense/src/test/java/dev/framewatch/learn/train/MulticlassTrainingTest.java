package dev.framewatch.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.dense.Activation;
import dev.framewatch.learn.dense.DenseLearner;
import dev.framewatch.learn.dense.Layer;
import dev.framewatch.learn.dense.NetworkSpec;
import dev.framewatch.learn.dense.Optimizer;
import dev.framewatch.learn.dense.TrainingEpoch;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.OnnxModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every picture is described by eight numbers around a centre of its label. */
class MulticlassTrainingTest {
    private static final int NUMBERS = 8;
    private static final int EPOCHS = 25;
    private static final Backbones BACKBONES =
            Backbones.scene(new ModelRef("any", "0".repeat(64), "8x8 RGB"));
    private static final NetworkSpec SHAPE =
            new NetworkSpec(
                    List.of(new Layer.Dense(12, Activation.TANH)),
                    new Optimizer.Adam(0.02, 0.9, 0.999),
                    EPOCHS,
                    16,
                    OptionalInt.empty(),
                    false);

    private final List<TrainingEpoch> heard = new ArrayList<>();

    private Map<String, TrainedHead> train(
            SplitStrategy split, LabelledFeatureSet featureSet, String... labels)
            throws UnusableDataException {
        Plan plan = new Plan(TargetKind.SCENE, split, 1, new Threshold.Balanced());
        return new MulticlassTraining(plan, BACKBONES, new DenseLearner(SHAPE, 1, heard::add))
                .train(featureSet, List.of(labels), ProgressListener.SILENT);
    }

    private static TrainedHead head(Map<String, TrainedHead> trained, String label) {
        return Objects.requireNonNull(trained.get(label));
    }

    /** Videos of four pictures, of each label in turn. */
    private static LabelledFeatureSet album(int videos, String... labels) {
        Random random = new Random(5);
        List<LabelledImage> pictures = new ArrayList<>();
        List<LabelledFeatures> features = new ArrayList<>();
        for (int i = 0; i < 4 * videos; i++) {
            String label = labels[i / 4 % labels.length];
            String image = "%03d.jpg".formatted(i);
            pictures.add(new LabelledImage(image, Path.of(image), label, true, null));
            features.add(
                    new LabelledFeatures(
                            image,
                            true,
                            "video " + i / 4,
                            new FrameFeatures(List.of(), List.of(scene(label, random)))));
        }
        return new LabelledFeatureSet(pictures, features, List.of(), 0);
    }

    private static float[] scene(String label, Random random) {
        Random centre = new Random(label.hashCode());
        float[] scene = new float[NUMBERS];
        for (int j = 0; j < NUMBERS; j++) {
            scene[j] = (float) (1.5 * centre.nextGaussian() + random.nextGaussian());
        }
        return scene;
    }

    @Test
    void threeClassesAreLearnedInOneTraining() throws UnusableDataException {
        Map<String, TrainedHead> trained =
                train(SplitStrategy.FRAMES, album(45, "cat", "dog", "owl"), "cat", "dog", "owl");

        assertThat(heard).extracting(TrainingEpoch::number).hasSize(EPOCHS).doesNotHaveDuplicates();
        assertThat(trained.keySet()).containsExactly("cat", "dog", "owl");
    }

    @Test
    void whereVideosAreHeldBackOneMoreTrainingTellsWhatFramesWouldHaveClaimed()
            throws UnusableDataException {
        train(SplitStrategy.VIDEOS, album(45, "cat", "dog", "owl"), "cat", "dog", "owl");

        assertThat(heard).hasSize(2 * EPOCHS);
    }

    @Test
    void beforeCalibrationTheScoresOfAllClassesAddToOne() throws UnusableDataException {
        Map<String, TrainedHead> trained =
                train(SplitStrategy.VIDEOS, album(45, "cat", "dog", "owl"), "cat", "dog", "owl");

        Random random = new Random(9);
        for (int i = 0; i < 20; i++) {
            float[] scene = scene(i % 2 == 0 ? "cat" : "owl", random);
            double sum =
                    trained.values().stream()
                            .mapToDouble(head -> 1 / (1 + Math.exp(-head.scorer().logit(scene))))
                            .sum();
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void eachClassHasItsOwnFiguresOfTheSamePicturesHeldBack() throws UnusableDataException {
        Map<String, TrainedHead> trained =
                train(SplitStrategy.VIDEOS, album(45, "cat", "dog", "owl"), "cat", "dog", "owl");

        List<String> held = head(trained, "cat").scored().stream().map(ScoredImage::image).toList();
        assertThat(held).hasSizeBetween(48, 60);
        trained.forEach((label, head) -> {
            assertThat(head.scored()).extracting(ScoredImage::image).isEqualTo(held);
            assertThat(head.evaluation().auc()).isGreaterThan(0.95);
            assertThat(head.evaluation().confusion().truePositives()).isBetween(12, 20);
            assertThat(head.evaluation().leakyAccuracy()).isGreaterThan(0.9);
        });
        assertThat(trained.values()).extracting(TrainedHead::calibration).doesNotHaveDuplicates();
    }

    @Test
    void eachHeadFileIsWholeByItself() throws UnusableDataException {
        Map<String, TrainedHead> trained =
                train(SplitStrategy.VIDEOS, album(45, "cat", "dog", "owl"), "cat", "dog", "owl");

        float[] owl = scene("owl", new Random(9));
        trained.forEach((label, head) -> {
            byte[] file = head.scorer().onnx(head.calibration());
            try (OnnxModel alone = OnnxModel.open(label, file)) {
                double score = alone.predict(List.of(owl))[0];
                double expected = head.calibration().probability(head.scorer().logit(owl));
                assertThat(score).isCloseTo(expected, within(1e-5));
                assertThat(score > 0.5).isEqualTo(label.equals("owl"));
            }
        });
    }

    @Test
    void whatIsNotLookedForIsOneClassHoweverManyLabelsItHas() throws UnusableDataException {
        LabelledFeatureSet featureSet = album(60, "cat", "dog", "parody", "drawing");
        Map<String, TrainedHead> both = train(SplitStrategy.VIDEOS, featureSet, "cat", "dog");
        Map<String, TrainedHead> one = train(SplitStrategy.VIDEOS, featureSet, "cat");

        Random random = new Random(9);
        for (TrainedHead cat : List.of(head(both, "cat"), head(one, "cat"))) {
            assertThat(cat.evaluation().auc()).isGreaterThan(0.95);
            assertThat(cat.scorer().logit(scene("cat", random))).isPositive();
            assertThat(cat.scorer().logit(scene("parody", random))).isNegative();
            assertThat(cat.scorer().logit(scene("drawing", random))).isNegative();
        }
        assertThat(head(one, "cat").scorer().logit(scene("dog", random))).isNegative();
    }

    @Test
    void aRareLabelAmongThoseNotLookedForIsNoReasonToRefuse() throws UnusableDataException {
        LabelledFeatureSet featureSet = album(40, "cat", "none");
        List<LabelledImage> pictures = new ArrayList<>(featureSet.pictures());
        pictures.set(5, new LabelledImage("005.jpg", Path.of("005.jpg"), "sketch", false, null));

        assertThat(
                        train(
                                SplitStrategy.VIDEOS,
                                new LabelledFeatureSet(
                                        pictures, featureSet.features(), List.of(), 0),
                                "cat"))
                .containsOnlyKeys("cat");
    }

    @Test
    void theSameSeedGivesTheSameFiles() throws UnusableDataException {
        LabelledFeatureSet featureSet = album(45, "cat", "dog", "owl");
        TrainedHead once =
                head(train(SplitStrategy.VIDEOS, featureSet, "cat", "dog", "owl"), "dog");
        TrainedHead again =
                head(train(SplitStrategy.VIDEOS, featureSet, "cat", "dog", "owl"), "dog");

        assertThat(again.scorer().onnx(again.calibration()))
                .isEqualTo(once.scorer().onnx(once.calibration()));
        assertThat(again.evaluation()).isEqualTo(once.evaluation());
    }

    @Test
    void aClassOfTooFewVideosIsRefusedBeforeAnythingIsTrained() {
        assertThatThrownBy(() ->
                        train(SplitStrategy.VIDEOS, album(3, "cat", "dog", "owl"), "cat", "dog"))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("at least two videos")
                .hasMessageContaining("label more images");
        assertThat(heard).isEmpty();
    }

    @Test
    void theBestKindIsNotLookedForWithIt() {
        Plan plan = Plan.of(TargetKind.AUTO, 1, new Threshold.Balanced());

        assertThatThrownBy(() ->
                        new MulticlassTraining(
                                plan, BACKBONES, new DenseLearner(SHAPE, 1, heard::add)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("choose face or scene");
    }
}
