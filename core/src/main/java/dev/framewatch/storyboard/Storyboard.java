package dev.framewatch.storyboard;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Small images of the sampled frames of a video.
 *
 * @param isStills whether the video consists of independent images
 * @param startSeconds when the video's first frame is shown
 * @param seconds duration of the video
 * @param decodedSeconds duration of the part that was decoded
 * @param intervalSeconds seconds between two frames
 * @param omission what of the video was left out, as a message for users; empty if nothing
 * @param frames in order of time, 1 to {@value #MAX_FRAMES}
 */
public record Storyboard(
        boolean isStills,
        double startSeconds,
        double seconds,
        double decodedSeconds,
        double intervalSeconds,
        String omission,
        List<StoryboardFrame> frames) {
    /** Maximum number of frames. */
    public static final int MAX_FRAMES = 1024;

    public Storyboard {
        requireDuration(startSeconds, "start");
        requireDuration(seconds, "duration");
        requireDuration(decodedSeconds, "decoded duration");
        requireDuration(intervalSeconds, "interval");
        if (intervalSeconds < 0.01 || intervalSeconds > 86_400) {
            throw new IllegalArgumentException("invalid interval: " + intervalSeconds + " s");
        }
        frames = List.copyOf(frames);
        if (frames.isEmpty() || frames.size() > MAX_FRAMES) {
            throw new IllegalArgumentException("a storyboard of " + frames.size() + " frames");
        }
        for (int i = 1; i < frames.size(); i++) {
            if (frames.get(i).seconds() < frames.get(i - 1).seconds()) {
                throw new IllegalArgumentException("the frames are not in order of time");
            }
        }
    }

    /** Returns every n-th frame, from the first one on. */
    public Storyboard everyNth(int n) {
        if (n == 1) {
            return this;
        }
        List<StoryboardFrame> some =
                IntStream.range(0, frames.size())
                        .filter(i -> i % n == 0)
                        .mapToObj(frames::get)
                        .toList();
        return new Storyboard(
                isStills,
                startSeconds,
                seconds,
                decodedSeconds,
                n * intervalSeconds,
                omission,
                some);
    }

    private static void requireDuration(double seconds, String what) {
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException("invalid %s: %s s".formatted(what, seconds));
        }
    }
}
