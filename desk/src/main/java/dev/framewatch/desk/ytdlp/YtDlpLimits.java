package dev.framewatch.desk.ytdlp;

import java.time.Duration;

/**
 * Limits on one video.
 *
 * @param maxBytes maximum file size
 * @param maxDuration maximum duration of the video
 * @param timeout maximum time of the download
 */
public record YtDlpLimits(long maxBytes, Duration maxDuration, Duration timeout) {
    public YtDlpLimits {
        if (maxBytes <= 0 || !maxDuration.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException("video limits must be positive");
        }
    }
}
