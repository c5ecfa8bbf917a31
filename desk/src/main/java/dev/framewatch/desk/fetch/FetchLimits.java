package dev.framewatch.desk.fetch;

import java.time.Duration;

/**
 * What one Post's media may cost.
 *
 * @param bytes on disk, of a video or of all stills together
 * @param length of a video, where its page says how long it is
 * @param time from asking to having it
 * @param stills pictures of a post in photo mode
 */
public record FetchLimits(long bytes, Duration length, Duration time, int stills) {
    /** 512 MB, an hour of video, ten minutes of fetching, 100 pictures. */
    public static final FetchLimits USUAL =
            new FetchLimits(512L << 20, Duration.ofHours(1), Duration.ofMinutes(10), 100);

    public FetchLimits {
        if (bytes <= 0 || !length.isPositive() || !time.isPositive() || stills <= 0) {
            throw new IllegalArgumentException("the limits of fetching must be above zero");
        }
    }
}
