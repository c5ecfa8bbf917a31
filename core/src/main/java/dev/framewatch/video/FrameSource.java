package dev.framewatch.video;

import java.nio.file.Path;

/** Opens videos, one after the other, as streams of frames. */
public interface FrameSource {
    /**
     * Opens a video.
     *
     * @throws UnreadableVideoException if no frame can be read
     */
    FrameStream open(Path path, Sampling sampling) throws UnreadableVideoException;

    /** Ends what is being read: an open stream fails or ends. May be called at any time. */
    void abort();
}
