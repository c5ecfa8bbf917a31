package dev.framewatch.desk.trend;

import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Compares the sighting rate of the last day with that of the preceding weeks.
 *
 * <p>Under an unchanged rate, and given the total of all sightings, the count of the last day is
 * binomial, with the last day's fraction of all posts as its probability (Przyborowski and Wilenski
 * 1940, "Homogeneity of results in testing samples from Poisson series"). The test is therefore
 * insensitive to a source that doubles its volume or recovers from an outage. If the days of the
 * baseline are overdispersed, counts are divided by the dispersion (quasi-Poisson).
 *
 * @param now counts of the last day
 * @param baseline counts of the baseline
 * @param dispersion dispersion of the baseline's days relative to a Poisson process, at least 1
 * @param pValue probability of at least as many sightings now under an unchanged rate, 0 to 1
 */
public record RateComparison(Counts now, Counts baseline, double dispersion, double pValue) {
    /**
     * Below this, the dispersion of four weeks may be due to chance: one series in thirty exceeds
     * it.
     */
    private static final double NOTABLE_DISPERSION = 1.5;

    /**
     * Compares the last day with the baseline.
     *
     * @param now counts of the last day
     * @param days counts of each day of the baseline
     */
    public static RateComparison of(Counts now, List<Counts> days) {
        Counts baseline = days.stream().reduce(Counts.ZERO, Counts::plus);
        double dispersion = dispersion(days, baseline);
        return new RateComparison(now, baseline, dispersion, pValue(now, baseline, dispersion));
    }

    /** Returns Pearson's chi-squared divided by its degrees of freedom; 1 unless notable. */
    private static double dispersion(List<Counts> days, Counts baseline) {
        double sum = 0;
        int terms = 0;
        for (Counts day : days) {
            double expected = baseline.rate() * day.posts();
            if (expected > 0) {
                double deviation = day.sightings() - expected;
                sum += deviation * deviation / expected;
                terms++;
            }
        }
        double ratio = terms < 2 ? 1 : sum / (terms - 1);
        return ratio < NOTABLE_DISPERSION ? 1 : ratio;
    }

    private static double pValue(Counts now, Counts baseline, double dispersion) {
        if (now.posts() == 0 || baseline.posts() == 0) {
            return 1;
        }
        int current = (int) Math.floor(now.sightings() / dispersion);
        int total = current + (int) Math.ceil(baseline.sightings() / dispersion);
        double fraction = now.posts() / (double) (now.posts() + baseline.posts());
        return current == 0
                ? 1
                : BinomialDistribution.of(total, fraction).survivalProbability(current - 1);
    }

    /**
     * Returns the ratio of the current rate to the baseline rate; infinite or NaN if the latter is
     * 0.
     */
    public double ratio() {
        return now.rate() / baseline.rate();
    }
}
