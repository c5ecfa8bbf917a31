package dev.framewatch.learn.dense;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** An optimiser at work. Each weight has a few numbers that remember its past slopes. */
sealed interface OptimizerState {
    static OptimizerState of(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Adam adam -> new Adam(adam);
            case Optimizer.Sgd sgd -> new Sgd(sgd);
        };
    }

    /** How many numbers are remembered of each weight; they start at 0. */
    int stateCount();

    /** Begins the next step. */
    void advance();

    /**
     * Moves weights.
     *
     * @param weights changed in place
     * @param memories of the same shape, changed in place
     * @param slope of the loss, of the same shape
     */
    void update(Tensor weights, Tensor[] memories, Tensor slope);

    /** See {@link Optimizer.Adam}. */
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
        public void update(Tensor weights, Tensor[] memories, Tensor slope) {
            Tensor mean = memories[0];
            Tensor square = memories[1];
            mean.lerp_(slope, new Scalar(1 - settings.beta1()));
            square.mul_(new Scalar(settings.beta2()))
                    .addcmul_(slope, slope, new Scalar(1 - settings.beta2()));
            weights.addcdiv_(mean, square.sqrt().add_(new Scalar(EPSILON)), new Scalar(-rate));
        }
    }

    /** See {@link Optimizer.Sgd}. */
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
        public void update(Tensor weights, Tensor[] memories, Tensor slope) {
            Scalar back = new Scalar(-settings.learningRate());
            if (memories.length == 0) {
                weights.add_(slope, back);
            } else {
                weights.add_(memories[0].mul_(new Scalar(settings.momentum())).add_(slope, back));
            }
        }
    }
}
