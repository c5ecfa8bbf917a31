package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.file.Sha256;
import org.junit.jupiter.api.Test;

class TargetComparisonTest {
    private static final byte[] HEAD = LinearHead.onnx(new float[] {1, 0}, 0);

    @Test
    void onTheSameImagesEveryRespectInWhichTheLaterOneIsWorseIsNamed() {
        TargetComparison comparison =
                new TargetComparison(measured(60, 0.95, 3, 1), measured(60, 0.931, 5, 2));
        assertThat(comparison.obstacle()).isEmpty();
        assertThat(comparison.drawbacks())
                .containsExactly(
                        "accuracy 93.1% instead of 95.0%",
                        "misses in 5 of 20 frames instead of 3 of 20",
                        "false alarms in 2 of 40 frames instead of 1 of 40");
    }

    @Test
    void oneThatIsBetterOrTheSameHasNoDrawback() {
        TargetManifest old = measured(60, 0.95, 3, 1);
        assertThat(new TargetComparison(old, old).drawbacks()).isEmpty();
        assertThat(new TargetComparison(old, measured(60, 0.97, 3, 0)).drawbacks()).isEmpty();
    }

    @Test
    void onDifferentImagesNothingIsCalledWorse() {
        TargetComparison comparison =
                new TargetComparison(measured(60, 0.95, 3, 1), measured(80, 0.5, 9, 9));
        assertThat(comparison.obstacle())
                .isEqualTo(
                        "not comparable: measured on different images (20 of 60 positive, from 6"
                                + " videos, then 20 of 80 positive, from 6 videos)");
        assertThat(comparison.drawbacks()).isEmpty();
    }

    @Test
    void withoutAMeasurementItIsSaidWhichIsMissing() {
        TargetManifest measured = measured(60, 0.95, 3, 1);
        TargetManifest enrolled = enrolled(5);
        assertThat(new TargetComparison(measured, enrolled).obstacle())
                .contains("the later one was not measured");
        assertThat(new TargetComparison(enrolled, measured).obstacle())
                .contains("the earlier one was not measured");
        assertThat(new TargetComparison(enrolled, enrolled).obstacle()).contains("neither was");
        assertThat(new TargetComparison(enrolled, measured).drawbacks()).isEmpty();
    }

    @Test
    void fewerPhotosAreWorse() {
        assertThat(new TargetComparison(enrolled(5), enrolled(1)).drawbacks())
                .containsExactly("fewer images: 1 instead of 5");
        assertThat(new TargetComparison(enrolled(1), enrolled(5)).drawbacks()).isEmpty();
    }

    private static TargetManifest enrolled(int photos) {
        return with(
                new TrainingMetrics(photos, photos, photos, null, null, null, null, null, null));
    }

    private static TargetManifest measured(
            int frames, double accuracy, int missed, int falseAlarms) {
        ThresholdErrors errors =
                new ThresholdErrors(
                        0.5,
                        new ErrorRate(falseAlarms, 40, 1, 4, 0, 0.9),
                        new ErrorRate(missed, 20, 1, 2, 0, 0.9));
        return with(
                new TrainingMetrics(
                        frames, 20, 6, 0.9, accuracy, 0.4, 0.99, 0.99, 0.1, errors, null));
    }

    private static TargetManifest with(TrainingMetrics metrics) {
        TargetManifest face = Targets.face("person", HEAD, 2);
        return new TargetManifest(
                face.format(),
                face.name(),
                face.kind(),
                face.labels(),
                face.backbones(),
                face.dimensions(),
                Sha256.of(HEAD),
                face.calibration(),
                face.noFaceScore(),
                face.neighbourWeight(),
                face.thresholds(),
                metrics,
                face.seed());
    }
}
