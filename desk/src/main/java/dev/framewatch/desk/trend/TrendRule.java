package dev.framewatch.desk.trend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Criteria for a trend.
 *
 * @param windowHours length of the window that is compared with the baseline, in hours
 * @param baselineWindows number of preceding windows in the baseline
 * @param minBaselineWindows minimum number of baseline windows with posts
 * @param minSightings minimum number of sightings in the window
 * @param maxPValue p-value below which a trend starts; per target, divided by the number of sources
 *     (Bonferroni)
 * @param endPValue p-value above which a trend ends
 */
public record TrendRule(
        int windowHours,
        int baselineWindows,
        int minBaselineWindows,
        int minSightings,
        double maxPValue,
        double endPValue) {
    /** Default criteria; docs/decisions/trends.md states the resulting error rates. */
    public static final TrendRule STANDARD = new TrendRule(24, 28, 7, 5, 4e-4, 0.05);

    /** Returns the total length of window and baseline. */
    public Duration totalDuration() {
        return Duration.ofHours((long) windowHours * (baselineWindows + 1));
    }

    /**
     * Compares the last window with the baseline.
     *
     * @param hours hourly counts, latest last
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
     * Returns whether the criteria for a trend are met.
     *
     * @param sources number of sources tested for the same target
     */
    public boolean isTrend(RateComparison comparison, List<Counts> hours, int sources) {
        return comparison.now().sightings() >= minSightings
                && comparison.pValue() < maxPValue / Math.max(1, sources)
                && daysWithPosts(hours) >= minBaselineWindows;
    }

    /** Returns whether a trend has ended. */
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
