package dev.framewatch.learn.features;

import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.List;

/**
 * The features of an image that learners use. The lists are not copied: they may be backed by a
 * file and read on each access.
 *
 * @param faces an embedding for each face, in descending order of confidence
 * @param scene one vector for the whole image, or one for each of its regions
 */
public record ImageFeatures(List<float[]> faces, List<float[]> scene) {
    /** Returns the features extracted from an image. */
    public static ImageFeatures of(FrameFeatures features) {
        return new ImageFeatures(
                features.faces().stream().map(EmbeddedFace::embedding).toList(), features.scene());
    }
}
