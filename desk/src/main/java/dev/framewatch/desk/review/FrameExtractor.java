package dev.framewatch.desk.review;

import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of reviewed videos, one video at a time. Its decoder process is started for the
 * first one and kept, since starting it takes longer than reading a clip.
 */
public final class FrameExtractor implements AutoCloseable {
    private @Nullable VideoDecoder decoder;

    /** Takes a frame. */
    @FunctionalInterface
    interface FrameConsumer {
        void accept(Frame frame) throws IOException;
    }

    /**
     * Passes the sampled frames of a video to a consumer.
     *
     * @param every sampling interval in seconds
     * @throws UnreadableVideoException if no part of the video is readable
     */
    synchronized void frames(Path video, double every, FrameConsumer to)
            throws IOException, UnreadableVideoException {
        if (decoder == null) {
            decoder = new VideoDecoder();
        }
        boolean isSound = false;
        try (FrameStream stream = decoder.open(video, Sampling.every(every))) {
            for (Frame frame = stream.next(); frame != null; frame = stream.next()) {
                to.accept(frame);
            }
            isSound = true;
        } finally {
            if (!isSound) {
                close();
            }
        }
    }

    @Override
    public synchronized void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
