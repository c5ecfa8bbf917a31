package dev.framewatch.targets;

import java.math.BigDecimal;

/** A threshold as specified by the user: at or above it a frame is positive. */
public sealed interface Threshold {

    /** The threshold chosen in training. */
    record Trained() implements Threshold {}

    /** The threshold with the best grouped out-of-fold accuracy. */
    record Balanced() implements Threshold {}

    /**
     * The threshold for work without a person who looks at every result, such as a watch: the one
     * chosen in training if that was an explicit choice, else at least the balanced one with at
     * most {@link #STRICT_RATE} false positives.
     */
    record Strict() implements Threshold {}

    /** The false-positive rate of the strict threshold. */
    double STRICT_RATE = 0.01;

    /**
     * The lowest threshold with at most this out-of-fold false-positive rate.
     *
     * @param rate 0 to 1
     */
    record FalseMatchRate(double rate) implements Threshold {
        public FalseMatchRate {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException(
                        "fmr:%s: the false-positive rate must be between 0 and 1".formatted(rate));
            }
        }
    }

    /**
     * An explicit score.
     *
     * @param score 0 to 1
     */
    record Value(double score) implements Threshold {
        public Value {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException(
                        "%s: a threshold must be between 0 and 1".formatted(score));
            }
        }
    }

    /** Returns the threshold as {@link #parse} reads it. */
    default String text() {
        return switch (this) {
            case Trained _ -> "trained";
            case Balanced _ -> "balanced";
            case Strict _ -> "strict";
            case FalseMatchRate(double rate) -> "fmr:" + plain(rate);
            case Value(double score) -> plain(score);
        };
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /**
     * Parses {@code balanced}, {@code strict}, {@code trained}, {@code fmr:0.01} or a number.
     *
     * @throws IllegalArgumentException with a message that names the valid forms
     */
    static Threshold parse(String text) {
        try {
            return switch (text) {
                case "balanced" -> new Balanced();
                case "strict" -> new Strict();
                case "trained" -> new Trained();
                default ->
                        text.startsWith("fmr:")
                                ? new FalseMatchRate(Double.parseDouble(text.substring(4)))
                                : new Value(Double.parseDouble(text));
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    ("invalid threshold '%s', expected balanced, strict, trained, fmr:0.01 or a"
                                    + " number between 0 and 1")
                            .formatted(text),
                    e);
        }
    }
}
