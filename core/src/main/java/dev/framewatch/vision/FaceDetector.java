package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import java.util.List;

/** Detects faces in images. Thread-safe. */
public interface FaceDetector extends AutoCloseable {
    /** Returns the faces of an image, most confident first; empty if there are none. */
    List<Face> detect(RgbImage image);

    /**
     * Returns the faces of a part of an image, as {@link #detect(RgbImage)} would; faces that are
     * centred outside it may be missing.
     *
     * @param area in pixels of the image; may extend beyond it
     */
    default List<Face> detect(RgbImage image, Box area) {
        return detect(image);
    }

    @Override
    void close();
}
