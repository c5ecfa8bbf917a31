package dev.framewatch.vision;

import dev.framewatch.video.Picture;

/** Describes a whole picture, for symbols and scenes. Safe to call from several threads. */
public interface SceneFeatures extends AutoCloseable {
    /** How many numbers describe a picture. */
    int dimensions();

    float[] of(Picture picture);

    @Override
    void close();
}
