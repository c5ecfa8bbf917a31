package dev.framewatch.learn;

import dev.framewatch.vision.FrameFeatures;

/**
 * A labelled picture and all that is to be known of it for learning.
 *
 * @param image name
 * @param positive whether it shows the target
 * @param group the video it came from
 * @param features its faces, or its scene
 */
public record LabelledFeatures(
        String image, boolean positive, String group, FrameFeatures features) {}
