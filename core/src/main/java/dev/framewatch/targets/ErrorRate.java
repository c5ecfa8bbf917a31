package dev.framewatch.targets;

import java.util.Locale;

/**
 * How many frames of a kind were classified wrongly.
 *
 * @param wrong the number of frames that were classified wrongly
 * @param frames the number of frames, at least 1
 * @param wrongVideos the number of videos with such a frame
 * @param videos the number of videos that the frames come from
 * @param low the lower end of the 95% confidence interval of the fraction of frames, 0 to 1
 * @param high its upper end
 */
public record ErrorRate(
        int wrong, int frames, int wrongVideos, int videos, double low, double high) {
    public ErrorRate {
        if (frames < 1 || wrong < 0 || wrong > frames) {
            throw new IllegalArgumentException("%d of %d frames".formatted(wrong, frames));
        }
        if (videos < 1 || videos > frames || wrongVideos < 0 || wrongVideos > videos) {
            throw new IllegalArgumentException("%d of %d videos".formatted(wrongVideos, videos));
        }
        if (!(0 <= low && low <= high && high <= 1)) {
            throw new IllegalArgumentException("interval: %s to %s".formatted(low, high));
        }
    }

    /** Returns the fraction of frames, 0 to 1. */
    public double fraction() {
        return wrong / (double) frames;
    }

    /** Returns the number of videos, for example {@code 1 video}. */
    String videosText() {
        return String.format(Locale.ROOT, videos == 1 ? "%,d video" : "%,d videos", videos);
    }
}
