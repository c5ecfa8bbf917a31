package dev.framewatch.learn.dense;

/** How weights follow the slope of the loss. */
public sealed interface Optimizer {
    double MAX_RATE = 10;

    /** How far a step goes, above 0 and at most 10. */
    double learningRate();

    /**
     * Adam (Kingma and Ba, "Adam: A method for stochastic optimization", 2015), in the efficient
     * form at the end of its section 2 and with an epsilon of 1e-7, as Keras has it.
     *
     * @param beta1 how much is kept of the mean slope, from 0 to below 1
     * @param beta2 how much is kept of the mean square, from 0 to below 1
     */
    record Adam(double learningRate, double beta1, double beta2) implements Optimizer {
        public Adam {
            check("learning-rate", learningRate, ParameterRange.RATE);
            check("beta-1", beta1, ParameterRange.SHARE);
            check("beta-2", beta2, ParameterRange.SHARE);
        }
    }

    /**
     * Gradient descent.
     *
     * @param momentum how much of the last step each step repeats, from 0 to below 1
     */
    record Sgd(double learningRate, double momentum) implements Optimizer {
        public Sgd {
            check("learning-rate", learningRate, ParameterRange.RATE);
            check("momentum", momentum, ParameterRange.SHARE);
        }
    }

    private static void check(String name, double value, ParameterRange bounds) {
        if (!bounds.contains(value)) {
            throw new IllegalArgumentException("%s: %s, not %s".formatted(name, bounds, value));
        }
    }
}
