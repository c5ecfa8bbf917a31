package dev.framewatch.video;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A video being read, frame after frame. One thread reads; any thread may close. */
public sealed interface FrameStream extends AutoCloseable permits DecodedFrames, ImageSequence {
    VideoMetadata facts();

    /**
     * The frame at the next sampling instant; null after the last one.
     *
     * @throws UnreadableVideoException when not even one frame can be read. Later trouble ends the
     *     stream, and {@link #decodedSeconds} and {@link #trouble} tell
     */
    @Nullable Frame next() throws UnreadableVideoException;

    /**
     * The glimpses that were decoded since this was last asked for, in order of time; some may be
     * later than the last frame. After the last frame, all that are left. None unless the sampling
     * wants them.
     */
    List<FingerprintFrame> drainFingerprintFrames();

    /**
     * For how many seconds the pictures on screen were decoded soundly, so far; after the last
     * frame, of the whole video. Less than {@link VideoMetadata#seconds} when a part of it is
     * missing or damaged.
     */
    double decodedSeconds();

    /** What kept parts of it from being read, in plain words; empty if nothing did so far. */
    String trouble();

    /** Stops reading, at whatever point. */
    @Override
    void close();
}
