package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import java.util.List;

/** Extracts features of whole images, for symbols and scenes. Thread-safe. */
public interface SceneFeatures extends AutoCloseable {
    /** Returns the length of a vector. */
    int dimensions();

    /** Returns one vector for the whole image, or one per region; at least one. */
    List<float[]> extract(RgbImage image);

    /** Returns the region of each vector, in pixels; empty if they describe the whole image. */
    default List<Box> regions(RgbImage image) {
        return List.of();
    }

    @Override
    void close();
}
