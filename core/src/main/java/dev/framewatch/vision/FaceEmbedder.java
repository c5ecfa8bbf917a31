package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;

/** Maps a face to a vector that is close to those of the same person. Thread-safe. */
public interface FaceEmbedder extends AutoCloseable {
    /** Returns the length of an embedding. */
    int dimensions();

    /**
     * Returns the embedding of a face.
     *
     * @param face the bounding box, in pixels of the image
     */
    FaceEmbedding embed(RgbImage image, Box face);

    @Override
    void close();
}
