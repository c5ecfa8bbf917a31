package dev.framewatch.learn.fit;

import java.util.List;

/**
 * What a learner sees of one picture: several vectors of which at least one shows the target when
 * the picture is positive, and none when it is not. A whole-picture description is a bag of one.
 *
 * @param vectors of equal length; empty when nothing was found in the picture; not copied, since
 *     they may lie in a file and be read each time they are asked for
 * @param positive whether the picture shows the target
 * @param weight how much the picture counts against others of its class, above 0
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
