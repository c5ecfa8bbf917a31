package dev.framewatch.video;

/**
 * A sampled frame of a video. An image that stays on screen for several sampling instants is
 * returned as several frames that share one {@link RgbImage} object, so that callers can process it
 * once.
 *
 * @param seconds presentation time from the start of the video, finite, at least 0
 * @param image the image on screen
 */
public record Frame(double seconds, RgbImage image) {
    public Frame {
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException("invalid frame time: " + seconds + " s");
        }
    }
}
