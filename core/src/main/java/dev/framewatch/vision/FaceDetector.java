package dev.framewatch.vision;

import dev.framewatch.video.RgbImage;
import java.util.List;

/** Detects faces in images. Thread-safe. */
public interface FaceDetector extends AutoCloseable {
    /** Returns the faces of an image, most confident first; empty if there are none. */
    List<Face> detect(RgbImage image);

    @Override
    void close();
}
