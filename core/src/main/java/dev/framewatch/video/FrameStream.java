package dev.framewatch.video;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the sampled frames of a video. Not safe for concurrent reads; any thread may close
 * it.
 *
 * <pre>{@code
 * try (FrameStream frames = decoder.open(path, Sampling.every(1))) {
 *     for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
 *         ...
 *     }
 * }
 * }</pre>
 */
public interface FrameStream extends AutoCloseable {
    VideoMetadata metadata();

    /**
     * Returns the seconds between two frames: what was requested, unless the frames are kept ones.
     */
    default double intervalSeconds(double requested) {
        return requested;
    }

    /**
     * Returns the frame at the next sampling instant; null after the last one.
     *
     * @throws UnreadableVideoException if not even one frame can be read. Later failures end the
     *     stream; see {@link #decodedSeconds} and {@link #problem}
     */
    @Nullable Frame next() throws UnreadableVideoException;

    /**
     * Returns and removes the fingerprint frames decoded since the last call, in order of time;
     * some may be later than the last frame. After the last frame, returns all that remain. Always
     * empty unless {@link Sampling} requests them.
     */
    List<FingerprintFrame> drainFingerprintFrames();

    /**
     * Returns the number of seconds of video decoded without errors so far; after the last frame,
     * of the whole video. Less than {@link VideoMetadata#seconds} if a part is missing or damaged.
     */
    double decodedSeconds();

    /**
     * Returns why parts of the video could not be read, as a message for users; empty if there has
     * been no failure.
     */
    String problem();

    /** Returns whether the decoder process crashed or hung; what follows was not read. */
    default boolean decoderFailed() {
        return false;
    }

    /**
     * Returns which intact parts of the video are skipped, such as a second video track, as a
     * message for users; empty if none. Complete after the last frame.
     */
    String omission();

    /** Stops reading. May be called at any time, also while another thread reads. */
    @Override
    void close();
}
