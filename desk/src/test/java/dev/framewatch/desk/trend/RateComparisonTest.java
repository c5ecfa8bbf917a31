package dev.framewatch.desk.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RateComparisonTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final List<Counts> TEN_DAYS = Collections.nCopies(10, new Counts(100, 10));

    @Test
    void theUsualIsTheSumOfAllDays() {
        RateComparison comparison = RateComparison.of(new Counts(100, 30), TEN_DAYS);

        assertThat(comparison.now()).isEqualTo(new Counts(100, 30));
        assertThat(comparison.baseline()).isEqualTo(new Counts(1000, 100));
        assertThat(comparison.ratio()).isCloseTo(3, CLOSE);
    }

    @Test
    void theChanceIsThatOfAsManyOrMore() {
        // three of three on a day with a quarter of the posts; then two or three of three
        assertThat(RateComparison.of(new Counts(10, 3), List.of(new Counts(30, 0))).pValue())
                .isCloseTo(1 / 64.0, CLOSE);
        assertThat(RateComparison.of(new Counts(10, 2), List.of(new Counts(30, 1))).pValue())
                .isCloseTo(3 * 3 / 64.0 + 1 / 64.0, CLOSE);
    }

    @Test
    void nothingFollowsFromNoSightingOrFromNoPosts() {
        assertThat(RateComparison.of(new Counts(10, 0), TEN_DAYS).pValue()).isEqualTo(1);
        assertThat(RateComparison.of(Counts.ZERO, TEN_DAYS).pValue()).isEqualTo(1);
        assertThat(RateComparison.of(new Counts(10, 5), List.of()).pValue()).isEqualTo(1);
    }

    @Test
    void theDispersionIsChiSquaredOverItsDegreesOfFreedomWhereThatIsNotable() {
        assertThat(dispersion(new Counts(1000, 80), new Counts(1000, 120))).isCloseTo(8, CLOSE);
        assertThat(dispersion(new Counts(1000, 91), new Counts(1000, 109))).isCloseTo(1.62, CLOSE);
        assertThat(dispersion(new Counts(1000, 92), new Counts(1000, 108))).isEqualTo(1);
        assertThat(dispersion(new Counts(1000, 80), new Counts(1500, 120))).isEqualTo(1);
    }

    @Test
    void daysWithoutPostsAndASingleDayTellNothingOfTheDispersion() {
        assertThat(dispersion(new Counts(1000, 80), Counts.ZERO, new Counts(1000, 120)))
                .isCloseTo(8, CLOSE);
        assertThat(dispersion(new Counts(1000, 80))).isEqualTo(1);
        assertThat(dispersion()).isEqualTo(1);
    }

    @Test
    void countsWeighLessByTheDispersion() {
        RateComparison comparison =
                RateComparison.of(
                        new Counts(1000, 20), List.of(new Counts(1000, 80), new Counts(1000, 120)));

        // 20 / 8 is 2 of 2 + 200 / 8, each on the last day with chance 1/3: two or more of 27
        double two = 1 - Math.pow(2 / 3.0, 27) - 27 / 3.0 * Math.pow(2 / 3.0, 26);
        assertThat(comparison.pValue()).isCloseTo(two, CLOSE);
    }

    private static double dispersion(Counts... days) {
        return RateComparison.of(new Counts(1000, 10), List.of(days)).dispersion();
    }
}
