package dev.framewatch.learn.features;

import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.List;

/**
 * What learners read of a picture. The lists are not copied: they may lie in a file and be read
 * each time they are asked for.
 *
 * @param faces an embedding for each face, the most confidently found first
 * @param scene one vector for the whole picture, or one for each of its regions
 */
public record ImageFeatures(List<float[]> faces, List<float[]> scene) {
    /** What was seen in a picture. */
    public static ImageFeatures of(FrameFeatures features) {
        return new ImageFeatures(
                features.faces().stream().map(EmbeddedFace::embedding).toList(), features.scene());
    }
}
