package dev.framewatch.learn;

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
        Description features,
        List<Description> copies) {
    public LabelledFeatures {
        copies = List.copyOf(copies);
    }

    /** A picture without copies. */
    public LabelledFeatures(String image, boolean positive, String group, FrameFeatures features) {
        this(image, positive, group, Description.of(features), List.of());
    }
}
