package dev.framewatch.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.targets.ScoreSmoothing;
import dev.framewatch.vision.FrameFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmoothingWeightSelectionTest {
    private static final FrameFeatures NOTHING = FrameFeatures.NONE;

    private static List<LabelledFeatures> pictures(int videos, int frames, boolean steady) {
        List<LabelledFeatures> pictures = new ArrayList<>();
        for (int video = 0; video < videos; video++) {
            for (int frame = 0; frame < frames; frame++) {
                boolean positive = (steady ? video : frame) % 2 == 0;
                pictures.add(
                        new LabelledFeatures(video + "-" + frame, positive, "v" + video, NOTHING));
            }
        }
        return pictures;
    }

    private static double[] noisyScores(List<LabelledFeatures> pictures) {
        Random random = new Random(9);
        return pictures.stream()
                .mapToDouble(p ->
                        1 / (1 + Math.exp(-((p.positive() ? 1 : -1) + 2 * random.nextGaussian()))))
                .toArray();
    }

    @Test
    void theyHaveASayWhereVideosAreSteady() {
        List<LabelledFeatures> pictures = pictures(60, 6, true);

        SmoothingWeightSelection chosen =
                SmoothingWeightSelection.choose(pictures, noisyScores(pictures));

        assertThat(chosen.weight()).isPositive();
        assertThat(chosen.logLossSmoothed()).isLessThan(chosen.logLossAlone());
    }

    @Test
    void theyHaveNoneWhereEveryFrameDiffers() {
        List<LabelledFeatures> pictures = pictures(60, 6, false);
        double[] scores = pictures.stream().mapToDouble(p -> p.positive() ? 0.8 : 0.2).toArray();

        assertThat(SmoothingWeightSelection.choose(pictures, scores).weight()).isZero();
    }

    @Test
    void aVideosEndIsNoNeighbourOfTheNextOnesStart() {
        List<LabelledFeatures> pictures = pictures(2, 1, true);

        assertThat(SmoothingWeightSelection.smooth(pictures, new double[] {0.9, 0.1}, 1))
                .containsExactly(new double[] {0.9, 0.1}, within(1e-9));
    }

    /** What training measures with a weight is what a scan with that weight computes. */
    @Test
    void aVideosPicturesAreSmoothedAsAScanSmoothsItsFrames() {
        List<LabelledFeatures> pictures = pictures(2, 5, true);
        double[] scores = noisyScores(pictures);

        double[] smooth = SmoothingWeightSelection.smooth(pictures, scores, 0.5);

        assertThat(Arrays.copyOfRange(smooth, 0, 5))
                .containsExactly(ScoreSmoothing.apply(Arrays.copyOfRange(scores, 0, 5), 0.5));
        assertThat(Arrays.copyOfRange(smooth, 5, 10))
                .containsExactly(ScoreSmoothing.apply(Arrays.copyOfRange(scores, 5, 10), 0.5));
    }
}
