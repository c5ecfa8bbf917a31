package dev.framewatch.learn.evaluate;

/**
 * A labelled image with its score.
 *
 * @param image its name
 * @param positive whether it is labelled positive
 * @param group its source video
 * @param score the predicted probability, 0 to 1
 * @param unclear whether a face in it is not seen well enough to tell
 */
public record ScoredImage(
        String image, boolean positive, String group, double score, boolean unclear) {
    /** Creates an image that is clear. */
    public ScoredImage(String image, boolean positive, String group, double score) {
        this(image, positive, group, score, false);
    }

    public ScoredImage {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(
                    "%s: a score must be between 0 and 1, not %s".formatted(image, score));
        }
    }

    /** Returns the absolute difference of score and label, 0 to 1. */
    public double surprise() {
        return positive ? 1 - score : score;
    }

    /** Returns whether the image is classified correctly at a threshold. */
    public boolean correctAt(double threshold) {
        return (score >= threshold) == positive;
    }
}
