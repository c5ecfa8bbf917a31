package dev.framewatch.storyboard;

import static java.util.Objects.requireNonNull;

import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the small images of a video, at most one per second and within a limit of bytes: a video
 * with more keeps every second, fourth, ... frame over its whole length. Safe for use by several
 * threads, which may add frames in any order.
 */
public final class StoryboardBuilder {
    /** Maximum number of bytes of a video's images. */
    public static final int MAX_BYTES = 6_000_000;

    private final double sampledEvery;
    private final StoryboardFormat format;
    private final long maxBytes;
    private final TreeMap<Integer, StoryboardFrame> frames = new TreeMap<>();
    private int step;

    /**
     * Creates the builder of a storyboard to be searched.
     *
     * @param sampledEvery seconds between two sampled frames
     */
    public StoryboardBuilder(double sampledEvery) {
        this(sampledEvery, StoryboardFormat.SEARCHABLE);
    }

    /**
     * @param sampledEvery seconds between two sampled frames
     */
    public StoryboardBuilder(double sampledEvery, StoryboardFormat format) {
        this(sampledEvery, format, format.maxBytes());
    }

    StoryboardBuilder(double sampledEvery, StoryboardFormat format, long maxBytes) {
        this.sampledEvery = sampledEvery;
        this.format = format;
        this.maxBytes = maxBytes;
        this.step = (int) Math.max(1, Math.ceil(1 / sampledEvery - 0.005));
    }

    /** Returns the small image of a sampled frame. */
    public JpegImage shrink(RgbImage image) {
        return JpegImage.of(image, format.longestSide(), format.quality());
    }

    /**
     * Adds sampled frame number {@code index}.
     *
     * @param image the same object for frames that show the same image
     */
    public synchronized void add(int index, double seconds, JpegImage image) {
        if (index % step != 0) {
            return;
        }
        frames.put(index, new StoryboardFrame(seconds, image));
        while (frames.size() > 1 && (frames.size() > format.maxFrames() || bytes() > maxBytes)) {
            step *= 2;
            frames.keySet().removeIf(other -> other % step != 0);
        }
    }

    /** Successive frames share images, so each image is counted once. */
    private long bytes() {
        long bytes = 0;
        JpegImage previous = null;
        for (StoryboardFrame frame : frames.values()) {
            JpegImage image = requireNonNull(frame.image());
            bytes += image == previous ? 0 : image.jpeg().length;
            previous = image;
        }
        return bytes;
    }

    /**
     * Returns the storyboard; called after the last frame. Null if there is no frame.
     *
     * @param decodedSeconds duration of the part of the video that was decoded
     * @param omission what of the video was left out, as a message for users; empty if nothing
     */
    public synchronized @Nullable Storyboard build(
            VideoMetadata metadata, double decodedSeconds, String omission) {
        if (frames.isEmpty()) {
            return null;
        }
        List<StoryboardFrame> ordered = new ArrayList<>(frames.values());
        return new Storyboard(
                metadata.isStills(),
                metadata.startSeconds(),
                metadata.seconds(),
                decodedSeconds,
                step * sampledEvery,
                omission,
                ordered);
    }
}
