package dev.framewatch.vision;

import dev.framewatch.video.RgbImage;
import java.util.List;

/** Finds faces in a picture. Safe to call from several threads. */
public interface FaceDetector extends AutoCloseable {
    /** The faces of a picture, most confident first; none is a normal answer. */
    List<Face> detect(RgbImage image);

    @Override
    void close();
}
