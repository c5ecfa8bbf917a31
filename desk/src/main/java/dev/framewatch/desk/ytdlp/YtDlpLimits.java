package dev.framewatch.desk.ytdlp;

import java.time.Duration;

/**
 * Limits on one video.
 *
 * @param bytes on disk
 * @param length of the video
 * @param time from asking to having it
 */
public record YtDlpLimits(long bytes, Duration length, Duration time) {
    public YtDlpLimits {
        if (bytes <= 0 || !length.isPositive() || !time.isPositive()) {
            throw new IllegalArgumentException("the limits of a video must be above zero");
        }
    }
}
