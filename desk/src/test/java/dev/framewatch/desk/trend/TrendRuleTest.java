package dev.framewatch.desk.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class TrendRuleTest {
    private static final TrendRule RULE = TrendRule.STANDARD;
    private static final double POSTS_AN_HOUR = 500 / 24.0;
    private static final double TWENTY_A_DAY = 20 / 500.0;

    private final Random random = new Random(20_26);

    @Test
    void theChanceIsThatOfTheBinomialDistribution() {
        RateComparison comparison =
                RateComparison.of(new Counts(100, 4), Collections.nCopies(9, new Counts(100, 0)));
        assertThat(comparison.pValue())
                .isCloseTo(1e-4, within(1e-12)); // four of four, each 1 in 10
        assertThat(comparison.times()).isInfinite();
    }

    @Test
    void simulatedYearsOfAnUnchangedRateHaveLessThanOneFalseTrendEach() {
        int years = 20;
        int falseTrends = 0;
        for (int year = 0; year < years; year++) {
            falseTrends += trends(365, _ -> 1);
        }
        assertThat(falseTrends / (double) years).isLessThanOrEqualTo(1);
    }

    @Test
    void aDoubledRateIsMostlyNoticedWithinADayAndNearlyAlwaysWithinTwo() {
        int series = 200;
        int aDay = 0;
        int twoDays = 0;
        for (int i = 0; i < series; i++) {
            int noticed = hoursUntilNoticed();
            aDay += noticed <= 24 ? 1 : 0;
            twoDays += noticed <= 48 ? 1 : 0;
        }
        assertThat(aDay / (double) series).isGreaterThan(0.55);
        assertThat(twoDays / (double) series).isGreaterThan(0.88);
    }

    @Test
    void aSourceThatDoublesItsVolumeIsNoTrend() {
        List<Counts> hours = history();
        for (int hour = 0; hour < 48; hour++) {
            hours.add(hour(2 * POSTS_AN_HOUR, TWENTY_A_DAY));
            assertThat(RULE.holds(RULE.compare(hours), hours, 1)).isFalse();
        }
    }

    @Test
    void aSourceThatComesBackFromAnOutageWithAllItMissedIsNoTrend() {
        List<Counts> hours = history();
        hours.addAll(Collections.nCopies(30, Counts.NOTHING));
        hours.add(hour(31 * POSTS_AN_HOUR, TWENTY_A_DAY));
        assertThat(RULE.holds(RULE.compare(hours), hours, 1)).isFalse();
    }

    @Test
    void theFirstSightingsEverAreATrendOnceThereAreFive() {
        List<Counts> hours = new ArrayList<>(Collections.nCopies(28 * 24, new Counts(20, 0)));
        hours.add(new Counts(20, 4));
        assertThat(RULE.holds(RULE.compare(hours), hours, 1)).isFalse();
        hours.add(new Counts(20, 1));
        assertThat(RULE.holds(RULE.compare(hours), hours, 1)).isTrue();
    }

    @Test
    void nothingIsATrendBeforeThereIsAWeekToCompareWith() {
        List<Counts> hours = new ArrayList<>(Collections.nCopies(6 * 24, new Counts(20, 0)));
        hours.addAll(Collections.nCopies(24, new Counts(20, 20)));
        assertThat(RULE.holds(RULE.compare(hours), hours, 1)).isFalse();
    }

    @Test
    void whereSightingsComeInBurstsABurstIsNoTrend() {
        Counts[] days = new Counts[28];
        Arrays.setAll(days, day -> new Counts(500, day % 4 == 0 ? 60 : 5));
        RateComparison comparison = RateComparison.of(new Counts(500, 60), List.of(days));
        assertThat(comparison.dispersion()).isGreaterThan(10);
        assertThat(comparison.pValue()).isGreaterThan(1e-3);
    }

    /** How many Trends begin in so many days after four weeks. */
    private int trends(int days, IntUnaryOperator times) {
        List<Counts> hours = history();
        int trends = 0;
        boolean open = false;
        for (int hour = 0; hour < 24 * days; hour++) {
            hours.removeFirst();
            hours.add(hour(POSTS_AN_HOUR, TWENTY_A_DAY * times.applyAsInt(hour)));
            RateComparison comparison = RULE.compare(hours);
            if (!open && RULE.holds(comparison, hours, 1)) {
                trends++;
                open = true;
            } else if (open && RULE.isOver(comparison)) {
                open = false;
            }
        }
        return trends;
    }

    private int hoursUntilNoticed() {
        List<Counts> hours = history();
        for (int hour = 1; hour <= 72; hour++) {
            hours.removeFirst();
            hours.add(hour(POSTS_AN_HOUR, 2 * TWENTY_A_DAY));
            if (RULE.holds(RULE.compare(hours), hours, 1)) {
                return hour;
            }
        }
        return Integer.MAX_VALUE;
    }

    private List<Counts> history() {
        List<Counts> hours = new ArrayList<>();
        for (int hour = 0; hour < 29 * 24; hour++) {
            hours.add(hour(POSTS_AN_HOUR, TWENTY_A_DAY));
        }
        return hours;
    }

    private Counts hour(double posts, double rate) {
        int sightings = poisson(posts * rate);
        return new Counts(sightings + poisson(posts * (1 - rate)), sightings);
    }

    /** Knuth, "The Art of Computer Programming", volume 2, 3.4.1. */
    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
