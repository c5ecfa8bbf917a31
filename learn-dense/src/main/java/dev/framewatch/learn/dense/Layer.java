package dev.framewatch.learn.dense;

/** A hidden layer, between the features and the output layer. */
public sealed interface Layer {

    /**
     * A fully connected layer.
     *
     * @param units number of units, 1 to 16384
     * @param activation activation function
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
     * Dropout: sets random inputs to 0 during training and scales the others up to compensate
     * (Srivastava et al., "Dropout: A simple way to prevent neural networks from overfitting",
     * 2014). The identity at inference.
     *
     * @param rate fraction of inputs set to 0, from 0 (inclusive) to 1 (exclusive)
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
