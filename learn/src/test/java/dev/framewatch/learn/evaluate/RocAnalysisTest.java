package dev.framewatch.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.targets.Threshold;
import dev.framewatch.targets.ThresholdCurve;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocAnalysisTest {
    private final List<ScoredImage> images = new ArrayList<>();

    private void add(boolean positive, double... scores) {
        for (double score : scores) {
            images.add(new ScoredImage("f" + images.size(), positive, "g" + images.size(), score));
        }
    }

    private void random(int count) {
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            boolean positive = i % 3 == 0;
            double score = Math.clamp((positive ? 0.65 : 0.35) + 0.2 * random.nextGaussian(), 0, 1);
            add(positive, Math.round(100 * score) / 100.0);
        }
    }

    @Test
    void aucCountsTheWinsOfPositivesAndHalfTheTies() {
        random(300);
        double wins = 0;
        int pairs = 0;
        for (ScoredImage p : images) {
            for (ScoredImage n : images) {
                if (p.positive() && !n.positive()) {
                    pairs++;
                    wins += p.score() > n.score() ? 1 : p.score() == n.score() ? 0.5 : 0;
                }
            }
        }

        assertThat(new RocAnalysis(images).auc()).hasValueCloseTo(wins / pairs, within(1e-12));
    }

    @Test
    void aucSaysNothingOfOneClass() {
        add(true, 0.1, 0.9);

        assertThat(new RocAnalysis(images).auc()).isEmpty();
    }

    @Test
    void theBalancedThresholdIsTheMostAccurateInItsWidestGap() {
        add(false, 0.1, 0.2, 0.7);
        add(true, 0.3, 0.6, 0.9);

        double threshold = new RocAnalysis(images).curve(0).balanced();

        // 5 of 6 are right from 0.2 to 0.3; from 0.7 to 0.9 it would be 4.
        assertThat(threshold).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void noThresholdIsAsAccurateAsTheBalancedOne() {
        random(500);
        double balanced = new RocAnalysis(images).curve(0).balanced();
        for (int i = 0; i <= 1000; i++) {
            assertThat(ConfusionMatrix.of(images, i / 1000.0).correct())
                    .isLessThanOrEqualTo(ConfusionMatrix.of(images, balanced).correct());
        }
    }

    @Test
    void theBalancedThresholdLiesAboveTheScoreOfFramesWithoutAFace() {
        add(false, 0.05);
        add(true, 0.05, 0.05, 0.05, 0.9);

        assertThat(new RocAnalysis(images).curve(0.05).balanced()).isGreaterThan(0.05);
    }

    @Test
    void aRateOfFalseFramesIsKeptByTheLowestThresholdThatDoes() {
        random(900);
        ThresholdCurve curve = new RocAnalysis(images).curve(0);
        for (double rate : new double[] {0, 0.005, 0.01, 0.05, 0.2}) {
            double threshold = curve.at(new Threshold.FalseMatchRate(rate));
            assertThat(ConfusionMatrix.of(images, threshold).falsePositives() / 600.0)
                    .isLessThanOrEqualTo(rate);
            if (rate > 0 && rate <= 0.05) {
                // Scores are multiples of 0.01, so one such step down lets more pass.
                assertThat(ConfusionMatrix.of(images, threshold - 0.01).falsePositives() / 600.0)
                        .isGreaterThan(rate);
            }
        }
    }

    @Test
    void missesAreNotGuessedFromTooFewNegatives() {
        random(290);
        RocAnalysis ranking = new RocAnalysis(images);

        assertThat(ranking.missesAt(0.01)).isPresent();
        assertThat(ranking.missesAt(0.001)).isEmpty();
    }

    @Test
    void missesAreThoseBelowTheThresholdOfTheRate() {
        for (int i = 0; i < 100; i++) {
            add(false, i / 200.0);
        }
        add(true, 0.2, 0.494, 0.496, 0.9);

        // One negative in a hundred may pass: that at 0.495; the threshold lies above 0.490.
        assertThat(new RocAnalysis(images).missesAt(0.01)).hasValueCloseTo(0.25, within(1e-9));
    }

    @Test
    void picturesThatWereDrawnSeveralTimesRankAsIfThereWereSeveralOfThem() {
        List<ScoredImage> images = new ArrayList<>();
        List<ScoredImage> drawn = new ArrayList<>();
        Random random = new Random(1);
        int[] times = new int[200];
        for (int i = 0; i < times.length; i++) {
            double score = random.nextInt(50) / 50.0; // some are alike
            images.add(new ScoredImage("p" + i, random.nextDouble() < score, "v", score));
            times[i] = random.nextInt(4);
            drawn.addAll(Collections.nCopies(times[i], images.get(i)));
        }

        WeightedRanking ranking = new WeightedRanking(images);

        assertThat(ranking.auc(times)).isEqualTo(new RocAnalysis(drawn).auc().orElseThrow());
        assertThat(ranking.accuracy(0.5, times))
                .isEqualTo(Evaluation.of(drawn, 0.5, List.of(), 1).accuracy());
        assertThat(ranking.auc(new int[times.length])).isNaN();
    }
}
