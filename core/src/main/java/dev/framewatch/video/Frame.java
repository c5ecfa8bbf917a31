package dev.framewatch.video;

/**
 * One sampled picture of a video. A picture that stays on screen for several sampling instants
 * comes as several frames that share one {@link RgbImage} object, so that the work on it is done
 * once.
 *
 * @param seconds presentation time from the start of the video, finite, at least 0
 * @param picture what was on screen
 */
public record Frame(double seconds, RgbImage picture) {
    public Frame {
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException("a frame cannot be at " + seconds + " seconds");
        }
    }
}
