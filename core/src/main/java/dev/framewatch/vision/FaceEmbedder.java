package dev.framewatch.vision;

import dev.framewatch.video.Picture;

/** Turns a face into a vector that lies near those of the same person. Thread-safe. */
public interface FaceEmbedder extends AutoCloseable {
    /** How many numbers an embedding has. */
    int dimensions();

    /** The embedding of the face in a box, of Euclidean length 1. */
    float[] embed(Picture picture, Box face);

    @Override
    void close();
}
