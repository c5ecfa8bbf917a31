package dev.framewatch.targets;

/**
 * Corrects the score of a face for the number of faces in the frame: the more faces are compared,
 * the more likely one of them resembles the target by chance. How likely a frame shows the target
 * does not grow with its crowd, so the prior probability of each face is inversely proportional to
 * the number of faces.
 */
public final class CrowdCorrection {
    /**
     * The number of faces up to which nothing is corrected: heads are trained on at most as many
     * per image, and calibrated on images that seldom have more.
     */
    public static final int MAX_TRAINED_FACES = 24;

    private CrowdCorrection() {}

    /**
     * Returns the probability that a face is the target's.
     *
     * @param probability of this face alone, 0 to 1; {@code NaN} remains {@code NaN}
     * @param faces the number of faces in the frame
     */
    public static double of(double probability, int faces) {
        return faces <= MAX_TRAINED_FACES
                ? probability
                : LogOdds.probability(
                        LogOdds.of(probability) - Math.log((double) faces / MAX_TRAINED_FACES));
    }
}
