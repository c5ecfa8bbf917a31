package dev.framewatch.desk.fetch;

import java.time.Duration;

/**
 * What one Post's media may cost.
 *
 * @param maxBytes on disk, of a video or of all stills together
 * @param maxDuration of a video, where its page says how long it is
 * @param timeout from asking to having it
 * @param maxStills pictures of a post in photo mode
 */
public record FetchLimits(long maxBytes, Duration maxDuration, Duration timeout, int maxStills) {
    /** 512 MB, an hour of video, ten minutes of fetching, 100 pictures. */
    public static final FetchLimits DEFAULT =
            new FetchLimits(512L << 20, Duration.ofHours(1), Duration.ofMinutes(10), 100);

    public FetchLimits {
        if (maxBytes <= 0 || !maxDuration.isPositive() || !timeout.isPositive() || maxStills <= 0) {
            throw new IllegalArgumentException("the limits of fetching must be above zero");
        }
    }
}
