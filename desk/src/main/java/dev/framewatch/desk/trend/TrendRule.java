package dev.framewatch.desk.trend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a rate counts as a Trend.
 *
 * @param window what is compared with what came before, in hours
 * @param baseline how many windows before it
 * @param leastBaseline how many of them must have Posts
 * @param least sightings in the window
 * @param chance below which the usual rate is no explanation; for a Target as a whole, whatever the
 *     number of Sources
 * @param over above which a Trend has ended
 */
public record TrendRule(
        int window, int baseline, int leastBaseline, int least, double chance, double over) {
    /** See docs/decisions/trends.md for the false and the missed Trends that follow. */
    public static final TrendRule STANDARD = new TrendRule(24, 28, 7, 5, 4e-4, 0.05);

    /** How far back it looks. */
    public Duration reach() {
        return Duration.ofHours((long) window * (baseline + 1));
    }

    /**
     * Compares the last window with those before it.
     *
     * @param hours one Tally an hour, the latest last
     */
    public RateComparison compare(List<Counts> hours) {
        int end = hours.size() - window;
        List<Counts> days = new ArrayList<>();
        for (int day = 0; day < baseline && end - day * window > 0; day++) {
            int last = end - day * window;
            days.add(sum(hours.subList(Math.max(0, last - window), last)));
        }
        return RateComparison.of(sum(hours.subList(Math.max(0, end), hours.size())), days);
    }

    /**
     * Whether it is a Trend.
     *
     * @param sources that are looked at for the same Target
     */
    public boolean holds(RateComparison comparison, List<Counts> hours, int sources) {
        return comparison.now().sightings() >= least
                && comparison.pValue() < chance / Math.max(1, sources)
                && daysWithPosts(hours) >= leastBaseline;
    }

    /** Whether what was a Trend is none any more. */
    public boolean isOver(RateComparison comparison) {
        return comparison.pValue() > over;
    }

    private long daysWithPosts(List<Counts> hours) {
        int end = Math.max(0, hours.size() - window);
        long days = 0;
        for (int start = 0; start < end; start += window) {
            days += sum(hours.subList(start, Math.min(end, start + window))).posts() > 0 ? 1 : 0;
        }
        return days;
    }

    private static Counts sum(List<Counts> hours) {
        return hours.stream().reduce(Counts.NOTHING, Counts::plus);
    }
}
