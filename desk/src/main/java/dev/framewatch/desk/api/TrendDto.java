package dev.framewatch.desk.api;

import dev.framewatch.desk.trend.CountRepository;
import dev.framewatch.desk.trend.Counts;
import dev.framewatch.desk.trend.Trend;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sightings of a target over time: the object of {@code trend --json}.
 *
 * @param target the target's name
 * @param source the source's name; empty for all sources
 * @param posts total number of scanned posts
 * @param sightings sightings among them
 * @param stretches one per day or hour, oldest first
 * @param trends the latest trends, latest first
 */
public record TrendDto(
        String target,
        String source,
        int posts,
        int sightings,
        List<TimeBucket> stretches,
        List<DetectedTrend> trends) {
    public TrendDto {
        stretches = List.copyOf(stretches);
        trends = List.copyOf(trends);
    }

    /** Returns the JSON shape of counts and trends. */
    public static TrendDto of(
            String target,
            String source,
            List<CountRepository.TimeBucket> stretches,
            List<Trend> trends) {
        Counts all =
                stretches.stream()
                        .map(CountRepository.TimeBucket::counts)
                        .reduce(Counts.ZERO, Counts::plus);
        return new TrendDto(
                target,
                source,
                all.posts(),
                all.sightings(),
                stretches.stream().map(TimeBucket::of).toList(),
                trends.stream().map(DetectedTrend::of).toList());
    }

    /**
     * A day or an hour.
     *
     * @param from when it begins
     * @param posts scanned posts
     * @param sightings sightings among them
     * @param rate sightings over posts, 0 without posts
     * @param families clip families among the sightings
     * @param authors known authors of the sightings
     * @param views known views of the sightings
     */
    public record TimeBucket(
            Instant from,
            int posts,
            int sightings,
            double rate,
            int families,
            int authors,
            long views) {
        static TimeBucket of(CountRepository.TimeBucket bucket) {
            Counts tally = bucket.counts();
            return new TimeBucket(
                    bucket.from(),
                    tally.posts(),
                    tally.sightings(),
                    tally.rate(),
                    bucket.clusters(),
                    bucket.authors(),
                    bucket.views());
        }
    }

    /**
     * A trend with the figures that justify it.
     *
     * @param source where
     * @param began when it was detected
     * @param ended null while it lasts
     * @param sightings of the day before it was detected
     * @param posts of that day
     * @param usualSightings of the baseline
     * @param usualPosts of the baseline
     * @param chance the p-value
     */
    public record DetectedTrend(
            String source,
            Instant began,
            @Nullable Instant ended,
            int sightings,
            int posts,
            int usualSightings,
            int usualPosts,
            double chance) {
        static DetectedTrend of(Trend trend) {
            return new DetectedTrend(
                    trend.source(),
                    trend.startedAt(),
                    trend.endedAt(),
                    trend.comparison().now().sightings(),
                    trend.comparison().now().posts(),
                    trend.comparison().baseline().sightings(),
                    trend.comparison().baseline().posts(),
                    trend.comparison().pValue());
        }
    }
}
