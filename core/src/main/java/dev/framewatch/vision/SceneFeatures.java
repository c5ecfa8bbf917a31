package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import java.util.List;

/** Describes a whole picture, for symbols and scenes. Safe to call from several threads. */
public interface SceneFeatures extends AutoCloseable {
    /** How many numbers a vector has. */
    int dimensions();

    /** One vector for the whole picture, or one for each of its regions; at least one. */
    List<float[]> of(RgbImage image);

    /** Where each of the vectors was seen; empty when they describe the whole picture. */
    default List<Box> places(RgbImage image) {
        return List.of();
    }

    @Override
    void close();
}
