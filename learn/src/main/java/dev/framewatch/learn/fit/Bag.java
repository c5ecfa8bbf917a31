package dev.framewatch.learn.fit;

import java.util.List;

/**
 * The instances of one image, in the terms of multiple-instance learning: if the image is positive,
 * at least one vector shows the target; if it is negative, none does. A whole-image feature vector
 * is a bag of one.
 *
 * @param vectors of equal length; empty if nothing was detected in the image. Not copied, since
 *     they may be backed by a file and be read on each access
 * @param positive whether the image shows the target
 * @param weight weight relative to other images of the same class, above 0
 */
public record Bag(List<float[]> vectors, boolean positive, double weight) {
    public Bag {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("weight: must be above 0, not " + weight);
        }
    }

    public boolean isEmpty() {
        return vectors.isEmpty();
    }
}
