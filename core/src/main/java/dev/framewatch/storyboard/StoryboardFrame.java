package dev.framewatch.storyboard;

import org.jspecify.annotations.Nullable;

/**
 * A frame of a storyboard. Frames that show the same image share it.
 *
 * @param seconds presentation time from the start of the video, finite, at least 0
 * @param image the small image; null if it is damaged in the file
 */
public record StoryboardFrame(double seconds, @Nullable JpegImage image) {
    public StoryboardFrame {
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException("invalid frame time: " + seconds + " s");
        }
    }
}
