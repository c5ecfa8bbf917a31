package dev.framewatch.learn.features;

import dev.framewatch.vision.FrameFeatures;
import java.util.List;

/**
 * A labelled picture and all that is to be known of it for learning.
 *
 * @param image name
 * @param positive whether it shows the target
 * @param group the video it came from
 * @param features its faces, its scene, or both
 * @param copies the features of changed copies of it, which are only ever learned from
 */
public record LabelledFeatures(
        String image,
        boolean positive,
        String group,
        ImageFeatures features,
        List<ImageFeatures> copies) {
    public LabelledFeatures {
        copies = List.copyOf(copies);
    }

    /** A picture without copies. */
    public LabelledFeatures(String image, boolean positive, String group, FrameFeatures features) {
        this(image, positive, group, ImageFeatures.of(features), List.of());
    }
}
