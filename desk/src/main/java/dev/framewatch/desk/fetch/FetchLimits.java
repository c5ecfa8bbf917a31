package dev.framewatch.desk.fetch;

import java.time.Duration;

/**
 * Limits on the media of one post.
 *
 * @param maxBytes maximum size of a video, or of all stills together
 * @param maxDuration maximum duration of a video, if its page states it
 * @param timeout maximum time of the fetch
 * @param maxStills maximum number of images of a photo post
 */
public record FetchLimits(long maxBytes, Duration maxDuration, Duration timeout, int maxStills) {
    /** Default limits: 512 MB, one hour of video, ten minutes of fetching, 100 images. */
    public static final FetchLimits DEFAULT =
            new FetchLimits(512L << 20, Duration.ofHours(1), Duration.ofMinutes(10), 100);

    public FetchLimits {
        if (maxBytes <= 0 || !maxDuration.isPositive() || !timeout.isPositive() || maxStills <= 0) {
            throw new IllegalArgumentException("fetch limits must be positive");
        }
    }
}
