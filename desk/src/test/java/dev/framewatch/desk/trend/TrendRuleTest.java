package dev.framewatch.desk.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendRuleTest {
    private static final TrendRule RULE = TrendRule.STANDARD;

    private final SimulatedHours simulated = new SimulatedHours(20_26);

    @Test
    void theChanceIsThatOfTheBinomialDistribution() {
        RateComparison comparison =
                RateComparison.of(new Counts(100, 4), Collections.nCopies(9, new Counts(100, 0)));
        assertThat(comparison.pValue())
                .isCloseTo(1e-4, within(1e-12)); // four of four, each 1 in 10
        assertThat(comparison.ratio()).isInfinite();
    }

    @Test
    void aDoubledVolumeIsNotATrend() {
        List<Counts> hours = simulated.history();
        for (int hour = 0; hour < 48; hour++) {
            hours.add(simulated.hour(2 * SimulatedHours.POSTS, SimulatedHours.RATE));
            assertThat(RULE.isTrend(RULE.compare(hours), hours, 1)).isFalse();
        }
    }

    @Test
    void aBacklogAfterAnOutageIsNotATrend() {
        List<Counts> hours = simulated.history();
        hours.addAll(Collections.nCopies(30, Counts.ZERO));
        hours.add(simulated.hour(31 * SimulatedHours.POSTS, SimulatedHours.RATE));
        assertThat(RULE.isTrend(RULE.compare(hours), hours, 1)).isFalse();
    }

    @Test
    void theFirstSightingsEverAreATrendOnceThereAreFive() {
        List<Counts> hours = new ArrayList<>(Collections.nCopies(28 * 24, new Counts(20, 0)));
        hours.add(new Counts(20, 4));
        assertThat(RULE.isTrend(RULE.compare(hours), hours, 1)).isFalse();
        hours.add(new Counts(20, 1));
        assertThat(RULE.isTrend(RULE.compare(hours), hours, 1)).isTrue();
    }

    @Test
    void nothingIsATrendBeforeThereIsAWeekToCompareWith() {
        List<Counts> hours = new ArrayList<>(Collections.nCopies(6 * 24, new Counts(20, 0)));
        hours.addAll(Collections.nCopies(24, new Counts(20, 20)));
        assertThat(RULE.isTrend(RULE.compare(hours), hours, 1)).isFalse();
    }

    @Test
    void theThresholdIsCorrectedForTheNumberOfSources() {
        List<Counts> hours = new ArrayList<>(Collections.nCopies(9 * 24, new Counts(20, 0)));
        hours.addAll(Collections.nCopies(23, new Counts(20, 0)));
        hours.add(new Counts(20, 5));
        RateComparison comparison = RULE.compare(hours);
        assertThat(comparison.pValue()).isCloseTo(1e-5, within(1e-12)); // five of five, 1 in 10

        assertThat(RULE.isTrend(comparison, hours, 0)).isTrue();
        assertThat(RULE.isTrend(comparison, hours, 1)).isTrue();
        assertThat(RULE.isTrend(comparison, hours, 39)).isTrue(); // 4e-4 / 39 is above 1e-5
        assertThat(RULE.isTrend(comparison, hours, 41)).isFalse(); // 4e-4 / 41 is below
    }

    @Test
    void aBurstIsNotATrendIfBurstsAreUsual() {
        Counts[] days = new Counts[28];
        Arrays.setAll(days, day -> new Counts(500, day % 4 == 0 ? 60 : 5));
        RateComparison comparison = RateComparison.of(new Counts(500, 60), List.of(days));
        assertThat(comparison.dispersion()).isGreaterThan(10);
        assertThat(comparison.pValue()).isGreaterThan(1e-3);
    }

    @Test
    void aWeekToCompareWithIsEnough() {
        List<Counts> hours = new ArrayList<>(Collections.nCopies(7 * 24, new Counts(20, 0)));
        hours.addAll(Collections.nCopies(24, new Counts(20, 20)));
        assertThat(RULE.isTrend(RULE.compare(hours), hours, 1)).isTrue();
    }

    @Test
    void theLastDayIsComparedWithTheFourWeeksBeforeItAndNothingEarlier() {
        List<Counts> hours = new ArrayList<>(Collections.nCopies(24, new Counts(20, 20)));
        hours.addAll(Collections.nCopies(28 * 24, new Counts(10, 1)));
        hours.addAll(Collections.nCopies(24, new Counts(3, 2)));

        RateComparison comparison = RULE.compare(hours);

        assertThat(comparison.now()).isEqualTo(new Counts(72, 48));
        assertThat(comparison.baseline()).isEqualTo(new Counts(28 * 240, 28 * 24));
    }

    @Test
    void ofADayThatBeganBeforeTheFirstHourTheRestCounts() {
        List<Counts> hours = new ArrayList<>(Collections.nCopies(24 + 10, new Counts(10, 1)));
        hours.addAll(Collections.nCopies(24, new Counts(3, 2)));
        assertThat(RULE.compare(hours).baseline()).isEqualTo(new Counts(340, 34));
        assertThat(RULE.compare(hours.subList(0, 5)).now()).isEqualTo(new Counts(50, 5));
        assertThat(RULE.compare(hours.subList(0, 5)).baseline()).isEqualTo(Counts.ZERO);
    }

    @Test
    void aTrendBeginsBelowOneLimitAndEndsAboveAnother() {
        List<Counts> hours = Collections.nCopies(29 * 24, new Counts(20, 10));
        assertThat(RULE.isTrend(withChance(3.9e-4), hours, 1)).isTrue();
        assertThat(RULE.isTrend(withChance(4e-4), hours, 1)).isFalse();
        assertThat(RULE.hasEnded(withChance(0.05))).isFalse();
        assertThat(RULE.hasEnded(withChance(0.051))).isTrue();
    }

    @Test
    void itReachesAsFarBackAsItsWindowAndItsBaseline() {
        assertThat(RULE.totalDuration()).isEqualTo(Duration.ofDays(29));
    }

    private static RateComparison withChance(double chance) {
        return new RateComparison(new Counts(100, 50), new Counts(1000, 100), 1, chance);
    }
}
