package dev.framewatch.learn.dense;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** State of an optimiser during training. Each weight has a few state values, such as moments. */
sealed interface OptimizerState {
    static OptimizerState of(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Adam adam -> new Adam(adam);
            case Optimizer.Sgd sgd -> new Sgd(sgd);
        };
    }

    /** Returns the number of state values per weight; they are initialised to 0. */
    int stateCount();

    /** Starts the next step. */
    void advance();

    /**
     * Updates weights.
     *
     * @param weights updated in place
     * @param stateValues state values, of the same shape, updated in place
     * @param gradient gradient of the loss, of the same shape
     */
    void update(Tensor weights, Tensor[] stateValues, Tensor gradient);

    /** State of {@link Optimizer.Adam}. */
    final class Adam implements OptimizerState {
        private static final double EPSILON = 1e-7;

        private final Optimizer.Adam settings;
        private int step;
        private double rate;

        private Adam(Optimizer.Adam settings) {
            this.settings = settings;
        }

        @Override
        public int stateCount() {
            return 2;
        }

        @Override
        public void advance() {
            step++;
            rate =
                    settings.learningRate()
                            * Math.sqrt(1 - Math.pow(settings.beta2(), step))
                            / (1 - Math.pow(settings.beta1(), step));
        }

        @Override
        public void update(Tensor weights, Tensor[] stateValues, Tensor gradient) {
            Tensor mean = stateValues[0];
            Tensor square = stateValues[1];
            mean.lerp_(gradient, new Scalar(1 - settings.beta1()));
            square.mul_(new Scalar(settings.beta2()))
                    .addcmul_(gradient, gradient, new Scalar(1 - settings.beta2()));
            weights.addcdiv_(mean, square.sqrt().add_(new Scalar(EPSILON)), new Scalar(-rate));
        }
    }

    /** State of {@link Optimizer.Sgd}. */
    final class Sgd implements OptimizerState {
        private final Optimizer.Sgd settings;

        private Sgd(Optimizer.Sgd settings) {
            this.settings = settings;
        }

        @Override
        public int stateCount() {
            return settings.momentum() > 0 ? 1 : 0;
        }

        @Override
        public void advance() {}

        @Override
        public void update(Tensor weights, Tensor[] stateValues, Tensor gradient) {
            Scalar back = new Scalar(-settings.learningRate());
            if (stateValues.length == 0) {
                weights.add_(gradient, back);
            } else {
                weights.add_(
                        stateValues[0].mul_(new Scalar(settings.momentum())).add_(gradient, back));
            }
        }
    }
}
