package dev.framewatch.learn.keras;

import dev.framewatch.model.graph.Weight;
import org.jspecify.annotations.Nullable;

/** A layer of Keras with its weights, as far as it matters once training is over. */
sealed interface KerasLayer {
    /** Where pictures or features come in. */
    record Input(TensorShape extent) implements KerasLayer {}

    /**
     * Every number of a vector weighed for every unit.
     *
     * @param kernel [inputs, units]
     * @param bias [units], or null
     */
    record Dense(Weight.Floats kernel, Weight.@Nullable Floats bias, KerasActivation activation)
            implements KerasLayer {
        public Dense {
            require(kernel, 2);
            requireLength("bias", bias, kernel.shape()[1]);
        }
    }

    /**
     * A convolution.
     *
     * @param kernel [height, width, inputs, outputs]
     * @param bias [outputs], or null
     */
    record Convolution(
            Weight.Floats kernel,
            Weight.@Nullable Floats bias,
            Window window,
            KerasActivation activation)
            implements KerasLayer {
        public Convolution {
            require(kernel, 4);
            requireLength("bias", bias, kernel.shape()[3]);
        }
    }

    /**
     * A convolution of each channel by itself.
     *
     * @param kernel [height, width, inputs, outputs of each input]
     * @param bias [inputs * outputs of each input], or null
     */
    record Depthwise(
            Weight.Floats kernel,
            Weight.@Nullable Floats bias,
            Window window,
            KerasActivation activation)
            implements KerasLayer {
        public Depthwise {
            require(kernel, 4);
            requireLength("bias", bias, kernel.shape()[2] * kernel.shape()[3]);
        }
    }

    /** The largest number in each window. */
    record MaxPooling(Window window) implements KerasLayer {}

    /** The mean of each channel, which makes a vector of a feature map. */
    record GlobalAverage() implements KerasLayer {}

    /**
     * (x - mean) / sqrt(variance + epsilon) * gamma + beta, for each channel.
     *
     * @param axis which axis the channels are, as Keras counts (0 is the batch)
     */
    record Normalisation(
            Weight.Floats gamma,
            Weight.Floats beta,
            Weight.Floats mean,
            Weight.Floats variance,
            float epsilon,
            int axis)
            implements KerasLayer {
        public Normalisation {
            require(mean, 1);
            requireLength("gamma", gamma, mean.shape()[0]);
            requireLength("beta", beta, mean.shape()[0]);
            requireLength("moving_variance", variance, mean.shape()[0]);
            for (float value : variance.values()) {
                if (!(value + epsilon > 0)) {
                    throw new IllegalArgumentException("moving_variance holds " + value);
                }
            }
        }
    }

    /** Rows and columns of zeros around a feature map. */
    record ZeroPadding(int top, int bottom, int left, int right) implements KerasLayer {
        public ZeroPadding {
            if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0
                    || Math.max(Math.max(top, bottom), Math.max(left, right)) > 1024) {
                throw new IllegalArgumentException("padding is not between 0 and 1024");
            }
        }
    }

    /** The sum of two or more of the same shape. */
    record Add() implements KerasLayer {}

    /** Each number by itself (softmax: all of a vector together). */
    record ActivationLayer(KerasActivation activation) implements KerasLayer {}

    /** A feature map as a vector, channels last. */
    record Flatten() implements KerasLayer {}

    /** What only matters in training, such as dropout. */
    record Identity() implements KerasLayer {}

    /**
     * How a window moves over a feature map.
     *
     * @param same whether the edges are padded with zeros so that every step fits; TensorFlow puts
     *     an odd one at the end
     */
    record Window(
            int height,
            int width,
            int strideDown,
            int strideAcross,
            int dilationDown,
            int dilationAcross,
            boolean same) {
        public Window {
            for (int one :
                    new int[] {
                        height, width, strideDown, strideAcross, dilationDown, dilationAcross
                    }) {
                if (one < 1 || one > 1024) {
                    throw new IllegalArgumentException(
                            "a window with a side, stride or dilation of " + one);
                }
            }
        }

        /** How many steps fit into so many rows; less than 1 if none does. */
        int down(int rows) {
            return steps(rows, height, strideDown, dilationDown);
        }

        /** How many steps fit into so many columns; less than 1 if none does. */
        int across(int columns) {
            return steps(columns, width, strideAcross, dilationAcross);
        }

        private int steps(int length, int side, int stride, int dilation) {
            int reach = same ? 1 : (side - 1) * dilation + 1;
            return length < reach ? 0 : (length - reach) / stride + 1;
        }
    }

    private static void require(Weight.Floats weight, int rank) {
        if (weight.rank() != rank) {
            throw new IllegalArgumentException("its weights have a rank other than " + rank);
        }
    }

    private static void requireLength(String name, Weight.@Nullable Floats weight, int length) {
        if (weight != null && (weight.rank() != 1 || weight.shape()[0] != length)) {
            throw new IllegalArgumentException(
                    "%s has the shape %s instead of [%d]"
                            .formatted(name, java.util.Arrays.toString(weight.shape()), length));
        }
    }
}
