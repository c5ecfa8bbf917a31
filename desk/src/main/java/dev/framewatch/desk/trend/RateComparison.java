package dev.framewatch.desk.trend;

import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The last day against the weeks before it.
 *
 * <p>Of all sightings in both, as many should fall on the last day as Posts do: given their sum,
 * the count of the last day is binomial (Przyborowski and Wilenski 1940, "Homogeneity of results in
 * testing samples from Poisson series"). So nothing follows from a Source that doubled its volume
 * or came back from an outage. Where days of the baseline differ by more than chance, counts weigh
 * less by that much (quasi-Poisson).
 *
 * @param now the last day
 * @param baseline the weeks before it
 * @param dispersion how much more the days of the baseline differ than by chance, at least 1
 * @param pValue of as many or more sightings now if the rate had not changed, 0 to 1
 */
public record RateComparison(Counts now, Counts baseline, double dispersion, double pValue) {
    /**
     * Below this the days of four weeks may differ by chance alone: one series in thirty does more.
     */
    private static final double NOTABLE_DISPERSION = 1.5;

    /**
     * Compares.
     *
     * @param days of the baseline
     */
    public static RateComparison of(Counts now, List<Counts> days) {
        Counts usual = days.stream().reduce(Counts.ZERO, Counts::plus);
        double dispersion = dispersion(days, usual);
        return new RateComparison(now, usual, dispersion, pValue(now, usual, dispersion));
    }

    /** Pearson's chi-squared over its degrees of freedom; 1 where that is what chance does. */
    private static double dispersion(List<Counts> days, Counts usual) {
        double sum = 0;
        int terms = 0;
        for (Counts day : days) {
            double expected = usual.rate() * day.posts();
            if (expected > 0) {
                double off = day.sightings() - expected;
                sum += off * off / expected;
                terms++;
            }
        }
        double found = terms < 2 ? 1 : sum / (terms - 1);
        return found < NOTABLE_DISPERSION ? 1 : found;
    }

    private static double pValue(Counts now, Counts usual, double dispersion) {
        if (now.posts() == 0 || usual.posts() == 0) {
            return 1;
        }
        int mine = (int) Math.floor(now.sightings() / dispersion);
        int all = mine + (int) Math.ceil(usual.sightings() / dispersion);
        double part = now.posts() / (double) (now.posts() + usual.posts());
        return mine == 0 ? 1 : BinomialDistribution.of(all, part).survivalProbability(mine - 1);
    }

    /** How many times the usual rate; infinite where there usually is none. */
    public double ratio() {
        return now.rate() / baseline.rate();
    }
}
