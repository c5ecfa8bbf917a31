package dev.framewatch.desk.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Measures the false-positive rate and the detection delay of the default rule. */
class TrendSimulationTest {
    private static final TrendRule RULE = TrendRule.STANDARD;

    private final SimulatedHours simulated = new SimulatedHours(20_26);

    @Test
    void simulatedYearsOfAnUnchangedRateHaveLessThanOneFalseTrendEach() {
        int years = 20;
        int falseTrends = 0;
        for (int year = 0; year < years; year++) {
            falseTrends += trends(365);
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

    /** Returns the number of trends detected in the days after a baseline of four weeks. */
    private int trends(int days) {
        List<Counts> hours = simulated.history();
        int trends = 0;
        boolean open = false;
        for (int hour = 0; hour < 24 * days; hour++) {
            hours.removeFirst();
            hours.add(simulated.hour(SimulatedHours.POSTS, SimulatedHours.RATE));
            RateComparison comparison = RULE.compare(hours);
            if (!open && RULE.isTrend(comparison, hours, 1)) {
                trends++;
                open = true;
            } else if (open && RULE.hasEnded(comparison)) {
                open = false;
            }
        }
        return trends;
    }

    private int hoursUntilNoticed() {
        List<Counts> hours = simulated.history();
        for (int hour = 1; hour <= 72; hour++) {
            hours.removeFirst();
            hours.add(simulated.hour(SimulatedHours.POSTS, 2 * SimulatedHours.RATE));
            if (RULE.isTrend(RULE.compare(hours), hours, 1)) {
                return hour;
            }
        }
        return Integer.MAX_VALUE;
    }
}
