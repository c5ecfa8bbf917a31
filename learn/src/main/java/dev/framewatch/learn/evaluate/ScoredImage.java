package dev.framewatch.learn.evaluate;

/**
 * A labelled picture and the score that a Detector gave it.
 *
 * @param image name
 * @param positive what the label says
 * @param group the video it came from
 * @param score probability, 0 to 1
 */
public record ScoredImage(String image, boolean positive, String group, double score) {
    public ScoredImage {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(
                    "%s: a score lies between 0 and 1, not %s".formatted(image, score));
        }
    }

    /** How far the score is from what the label says, 0 to 1. */
    public double surprise() {
        return positive ? 1 - score : score;
    }

    /** Whether a threshold puts this picture where its label does. */
    public boolean correctAt(double threshold) {
        return (score >= threshold) == positive;
    }
}
