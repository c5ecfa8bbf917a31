package dev.framewatch.learn.enrol;

import dev.framewatch.learn.fit.LinearModel;
import dev.framewatch.vision.artwork.PlanarObjectMatch;

/**
 * What makes a probability of an {@link PlanarObjectMatch}: the same few numbers for every piece of
 * artwork, so that one clean picture of it is enough. They are close to what logistic regression
 * gives on the frames for learning of {@code ArtworkBench}: three symbols at 2, 6 and 15 % of the
 * frame and as many frames with their look-alikes, a tenth of the symbols covered by a bar. Each
 * class weighs the same there; in real videos the artwork is rarer, so a score of 0.5 is a rough
 * guide.
 */
public final class ArtworkCalibration {
    /** A frame's score where no place came into question. */
    public static final double NO_MATCH_SCORE = 0.005;

    private static final LinearModel HEAD = new LinearModel(new double[] {2.1, 1.2, 1.6}, -7);

    private ArtworkCalibration() {}

    /** Of {@link PlanarObjectMatch#features}; not to be changed. */
    public static LinearModel head() {
        return HEAD;
    }

    /** That the match is the artwork, 0 to 1. */
    public static double probability(PlanarObjectMatch match) {
        return 1 / (1 + Math.exp(-HEAD.logit(match.features())));
    }
}
