package dev.framewatch.learn;

import dev.framewatch.learn.fit.Head;
import dev.framewatch.vision.artwork.ArtworkMatch;

/**
 * What makes a probability of an {@link ArtworkMatch}: the same few numbers for every piece of
 * artwork, so that one clean picture of it is enough. They are close to what logistic regression
 * gives on the frames for learning of {@code ArtworkBench}: three symbols at 2, 6 and 15 % of the
 * frame and as many frames with their look-alikes, a tenth of the symbols covered by a bar. Each
 * class weighs the same there; in real videos the artwork is rarer, so a score of 0.5 is a rough
 * guide.
 */
public final class ArtworkHead {
    /** A frame's score where no place came into question. */
    public static final double NO_MATCH_SCORE = 0.005;

    private static final Head HEAD = new Head(new double[] {2.1, 1.2, 1.6}, -7);

    private ArtworkHead() {}

    /** Of {@link ArtworkMatch#row}; not to be changed. */
    static Head head() {
        return HEAD;
    }

    /** That the match is the artwork, 0 to 1. */
    public static double probability(ArtworkMatch match) {
        return 1 / (1 + Math.exp(-HEAD.logit(match.row())));
    }
}
