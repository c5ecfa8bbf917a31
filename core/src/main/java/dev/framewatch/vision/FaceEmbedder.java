package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;

/** Turns a face into a vector that lies near those of the same person. Thread-safe. */
public interface FaceEmbedder extends AutoCloseable {
    /** How many numbers an embedding has. */
    int dimensions();

    /** The embedding of the face in a box, of Euclidean length 1. */
    float[] embed(RgbImage image, Box face);

    @Override
    void close();
}
