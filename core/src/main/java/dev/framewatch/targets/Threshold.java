package dev.framewatch.targets;

/** From which score on a frame counts as positive, as a person asks for it. */
public sealed interface Threshold {

    /** The one chosen when the Target was made. */
    record Trained() implements Threshold {}

    /** The threshold of the best grouped out-of-fold accuracy. */
    record Balanced() implements Threshold {}

    /**
     * The lowest threshold with at most this share of false frames out of fold.
     *
     * @param rate 0 to 1
     */
    record FalseMatchRate(double rate) implements Threshold {
        public FalseMatchRate {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException(
                        "fmr:%s: the rate of false frames lies between 0 and 1".formatted(rate));
            }
        }
    }

    /**
     * A score chosen by hand.
     *
     * @param score 0 to 1
     */
    record Value(double score) implements Threshold {
        public Value {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException(
                        "%s: a threshold lies between 0 and 1".formatted(score));
            }
        }
    }

    /**
     * Reads {@code balanced}, {@code fmr:0.01} or a number.
     *
     * @throws IllegalArgumentException with the way out
     */
    static Threshold parse(String text) {
        try {
            if (text.equals("balanced")) {
                return new Balanced();
            }
            if (text.startsWith("fmr:")) {
                return new FalseMatchRate(Double.parseDouble(text.substring(4)));
            }
            return new Value(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a threshold; write balanced, fmr:0.01 or a number between 0 and 1"
                            .formatted(text),
                    e);
        }
    }
}
