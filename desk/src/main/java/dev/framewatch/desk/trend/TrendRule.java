package dev.framewatch.desk.trend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a rate counts as a Trend.
 *
 * @param windowHours what is compared with what came before, in hours
 * @param baselineWindows how many windows before it
 * @param minBaselineWindows how many of them must have Posts
 * @param minSightings sightings in the window
 * @param maxPValue below which the usual rate is no explanation; for a Target as a whole, whatever
 *     the number of Sources
 * @param endPValue above which a Trend has ended
 */
public record TrendRule(
        int windowHours,
        int baselineWindows,
        int minBaselineWindows,
        int minSightings,
        double maxPValue,
        double endPValue) {
    /** See docs/decisions/trends.md for the false and the missed Trends that follow. */
    public static final TrendRule STANDARD = new TrendRule(24, 28, 7, 5, 4e-4, 0.05);

    /** How far back it looks. */
    public Duration totalDuration() {
        return Duration.ofHours((long) windowHours * (baselineWindows + 1));
    }

    /**
     * Compares the last window with those before it.
     *
     * @param hours one Tally an hour, the latest last
     */
    public RateComparison compare(List<Counts> hours) {
        int end = hours.size() - windowHours;
        List<Counts> days = new ArrayList<>();
        for (int day = 0; day < baselineWindows && end - day * windowHours > 0; day++) {
            int last = end - day * windowHours;
            days.add(sum(hours.subList(Math.max(0, last - windowHours), last)));
        }
        return RateComparison.of(sum(hours.subList(Math.max(0, end), hours.size())), days);
    }

    /**
     * Whether it is a Trend.
     *
     * @param sources that are looked at for the same Target
     */
    public boolean isTrend(RateComparison comparison, List<Counts> hours, int sources) {
        return comparison.now().sightings() >= minSightings
                && comparison.pValue() < maxPValue / Math.max(1, sources)
                && daysWithPosts(hours) >= minBaselineWindows;
    }

    /** Whether what was a Trend is none any more. */
    public boolean hasEnded(RateComparison comparison) {
        return comparison.pValue() > endPValue;
    }

    private long daysWithPosts(List<Counts> hours) {
        int end = Math.max(0, hours.size() - windowHours);
        long days = 0;
        for (int start = 0; start < end; start += windowHours) {
            days +=
                    sum(hours.subList(start, Math.min(end, start + windowHours))).posts() > 0
                            ? 1
                            : 0;
        }
        return days;
    }

    private static Counts sum(List<Counts> hours) {
        return hours.stream().reduce(Counts.ZERO, Counts::plus);
    }
}
