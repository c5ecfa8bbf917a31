package dev.framewatch.vision.artwork;

import dev.framewatch.vision.DescriptorMatcher;
import dev.framewatch.vision.LocalFeatures;
import java.util.Arrays;

/**
 * Matches of key points of a reference with key points of a frame.
 *
 * @param reference indices of the reference's key points
 * @param frame indices of the frame's key points
 * @param distance of their descriptors, 0 to {@value #MAX_DISTANCE}
 */
record FeatureMatches(int[] reference, int[] frame, float[] distance) {
    private static final float MAX_DISTANCE = 0.9f;

    /** Maximum ratio of the nearest distance to the second nearest (Lowe, 2004). */
    private static final float MAX_RATIO = 0.9f;

    /**
     * Distance below which the ratio is not checked, because the object may appear twice in a
     * frame.
     */
    private static final float MAX_UNCHECKED_DISTANCE = 0.45f;

    private static final FeatureMatches NONE =
            new FeatureMatches(new int[0], new int[0], new float[0]);

    static FeatureMatches of(ReferenceKeypoints reference, LocalFeatures frame) {
        if (reference.count() == 0 || frame.count() < DescriptorMatcher.NEIGHBOURS) {
            return NONE;
        }
        DescriptorMatcher.Matches matches = reference.matcher().match(frame);
        return select(matches.distance(), matches.index());
    }

    private static FeatureMatches select(float[] distances, int[] nearest) {
        int[] reference = new int[nearest.length];
        int[] frame = new int[nearest.length];
        float[] distance = new float[nearest.length];
        int count = 0;
        for (int i = 0; i < nearest.length; i++) {
            float best = distances[i - i % 2];
            float second = distances[i - i % 2 + 1];
            boolean isDistinct = i % 2 == 0 && best < MAX_DISTANCE && best < MAX_RATIO * second;
            if (isDistinct || distances[i] < MAX_UNCHECKED_DISTANCE) {
                reference[count] = i / 2;
                frame[count] = nearest[i];
                distance[count++] = distances[i];
            }
        }
        return new FeatureMatches(
                Arrays.copyOf(reference, count),
                Arrays.copyOf(frame, count),
                Arrays.copyOf(distance, count));
    }

    int count() {
        return reference.length;
    }
}
