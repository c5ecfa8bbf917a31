package dev.framewatch.learn.features;

import dev.framewatch.vision.FrameFeatures;
import java.util.List;

/**
 * A labelled image with its features and group.
 *
 * @param image its name
 * @param positive whether it shows the target
 * @param group its source video
 * @param features its faces, its scene, or both
 * @param copies the features of its augmented copies, which are used for training only
 */
public record LabelledFeatures(
        String image,
        boolean positive,
        String group,
        FrameFeatures features,
        List<FrameFeatures> copies) {
    public LabelledFeatures {
        copies = List.copyOf(copies);
    }

    /** Creates an image without copies. */
    public LabelledFeatures(String image, boolean positive, String group, FrameFeatures features) {
        this(image, positive, group, features, List.of());
    }
}
