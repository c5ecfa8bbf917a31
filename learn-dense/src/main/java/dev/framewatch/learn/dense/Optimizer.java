package dev.framewatch.learn.dense;

/** Settings of an optimiser. */
public sealed interface Optimizer {
    double MAX_RATE = 10;

    /** Returns the learning rate, above 0 and at most 10. */
    double learningRate();

    /**
     * Adam (Kingma and Ba, "Adam: A method for stochastic optimization", 2015), in the efficient
     * form at the end of its section 2 and with an epsilon of 1e-7, as in Keras.
     *
     * @param beta1 decay rate of the first moment, from 0 (inclusive) to 1 (exclusive)
     * @param beta2 decay rate of the second moment, from 0 (inclusive) to 1 (exclusive)
     */
    record Adam(double learningRate, double beta1, double beta2) implements Optimizer {
        public Adam {
            check("learning_rate", learningRate, ParameterRange.RATE);
            check("beta_1", beta1, ParameterRange.SHARE);
            check("beta_2", beta2, ParameterRange.SHARE);
        }
    }

    /**
     * Stochastic gradient descent.
     *
     * @param momentum from 0 (inclusive) to 1 (exclusive)
     */
    record Sgd(double learningRate, double momentum) implements Optimizer {
        public Sgd {
            check("learning_rate", learningRate, ParameterRange.RATE);
            check("momentum", momentum, ParameterRange.SHARE);
        }
    }

    private static void check(String name, double value, ParameterRange bounds) {
        if (!bounds.contains(value)) {
            throw new IllegalArgumentException("%s: %s, not %s".formatted(name, bounds, value));
        }
    }
}
