package dev.framewatch.learn.dense;

/** A layer between the features and the one that gives a number for each class. */
public sealed interface Layer {

    /**
     * Weighted sums of all inputs.
     *
     * @param units how many sums, 1 to 16384
     * @param activation what becomes of each
     */
    record Dense(int units, Activation activation) implements Layer {
        static final int MAX_UNITS = 16_384;

        public Dense {
            if (units < 1 || units > MAX_UNITS) {
                throw new IllegalArgumentException(
                        "units: 1 to %d, not %d".formatted(MAX_UNITS, units));
            }
        }
    }

    /**
     * Sets inputs to 0 at random while learning, and scales the others up in return (Srivastava et
     * al., "Dropout: A simple way to prevent neural networks from overfitting", 2014). Does nothing
     * afterwards.
     *
     * @param rate the share that is set to 0, from 0 to below 1
     */
    record Dropout(double rate) implements Layer {
        public Dropout {
            if (!ParameterRange.SHARE.contains(rate)) {
                throw new IllegalArgumentException(
                        "dropout: " + ParameterRange.SHARE + ", not " + rate);
            }
        }
    }
}
