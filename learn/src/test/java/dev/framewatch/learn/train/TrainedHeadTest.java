package dev.framewatch.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import dev.framewatch.vision.FrameFeatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which of several descriptions of the same pictures is kept. */
class TrainedHeadTest {
    private static final ModelRef MODEL = new ModelRef("any", "0".repeat(64), "8x8 RGB");

    /** Backbones for every kind of target. */
    static final Backbones ANY = new Backbones(MODEL, MODEL, MODEL);

    private static final Backbones CLEAR = backbones("clear");
    private static final Backbones BLURRED = backbones("blurred");
    private static final int PICTURES = 60;

    private static Backbones backbones(String id) {
        return Backbones.scene(new ModelRef(id, "0".repeat(64), "8x8 RGB"));
    }

    /** Every second picture shows the target; its first number says so, more or less clearly. */
    private static LabelledFeatureSet album(double clearness, long seed) {
        Random random = new Random(seed);
        List<LabelledImage> pictures = new ArrayList<>();
        List<LabelledFeatures> features = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            String image = "%02d.jpg".formatted(i);
            boolean positive = i % 2 == 0;
            float[] scene = new float[4];
            for (int j = 0; j < scene.length; j++) {
                scene[j] = (float) random.nextGaussian();
            }
            scene[0] += (float) (positive ? clearness : -clearness);
            pictures.add(
                    new LabelledImage(image, Path.of(image), positive ? "1" : "0", positive, null));
            features.add(
                    new LabelledFeatures(
                            image, positive, image, new FrameFeatures(List.of(), List.of(scene))));
        }
        return new LabelledFeatureSet(pictures, features, List.of(), 0);
    }

    private static LinearHeadTraining training(Backbones backbones) {
        return new LinearHeadTraining(
                Plan.of(TargetKind.SCENE, 1, new Threshold.Balanced()), backbones);
    }

    private static Backbones winner(
            LabelledFeatureSet first, Backbones its, LabelledFeatureSet second, Backbones other)
            throws Exception {
        return learned(first, its).betterOf(learned(second, other)).backbones();
    }

    private static TrainedHead learned(LabelledFeatureSet featureSet, Backbones backbones)
            throws Exception {
        Map<String, TrainedHead> heads =
                training(backbones).train(featureSet, List.of("1"), ProgressListener.SILENT);
        assertThat(heads).containsOnlyKeys("1");
        return heads.values().iterator().next();
    }

    @Test
    void theDescriptionThatTellsMoreStaysWhicheverComesFirst() throws Exception {
        assertThat(winner(album(0.4, 1), BLURRED, album(1.5, 2), CLEAR)).isEqualTo(CLEAR);
        assertThat(winner(album(1.5, 2), CLEAR, album(0.4, 1), BLURRED)).isEqualTo(CLEAR);
    }

    @Test
    void theFirstStaysWhereBothTellTheSame() throws Exception {
        assertThat(winner(album(0.8, 1), BLURRED, album(0.8, 1), CLEAR)).isEqualTo(BLURRED);
    }

    @Test
    void everyFitIsHeardOf() throws Exception {
        Set<Long> heard = new ConcurrentSkipListSet<>();
        Set<Long> inAll = new ConcurrentSkipListSet<>();
        ProgressListener listener =
                (task, done, total) -> {
                    assertThat(task.name()).isEqualTo("Training, validating on held-out videos");
                    heard.add(done);
                    inAll.add(total);
                };
        LinearHeadTraining training = training(CLEAR);

        training.train(album(1, 1), List.of("1"), listener);

        long fits = training.fits(album(1, 1).features().size());
        assertThat(inAll).containsExactly(fits);
        assertThat(heard)
                .containsExactlyElementsOf(LongStream.rangeClosed(0, fits).boxed().toList());
    }

    @Test
    void whereTheBestKindIsWantedBackbonesWithoutFacesAreReadAsScenes() {
        Plan plan = Plan.of(TargetKind.AUTO, 1, new Threshold.Balanced());

        assertThat(plan.reading(CLEAR).kind()).isEqualTo(TargetKind.SCENE);
        assertThat(plan.reading(ANY).kind()).isEqualTo(TargetKind.AUTO);
    }
}
