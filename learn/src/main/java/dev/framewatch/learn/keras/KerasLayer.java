package dev.framewatch.learn.keras;

import dev.framewatch.model.graph.Weight;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A Keras layer with its weights, reduced to what matters for inference. */
sealed interface KerasLayer {
    /** Maximum window size, stride, dilation and padding, in cells. */
    int MAX_SIDE = 1024;

    /** Input of the network. */
    record Input(TensorShape shape) implements KerasLayer {}

    /**
     * A fully connected layer.
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
     * A 2D convolution.
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
     * A depthwise convolution.
     *
     * @param kernel [height, width, inputs, multiplier]
     * @param bias [inputs * multiplier], or null
     */
    record DepthwiseConvolution(
            Weight.Floats kernel,
            Weight.@Nullable Floats bias,
            Window window,
            KerasActivation activation)
            implements KerasLayer {
        public DepthwiseConvolution {
            require(kernel, 4);
            requireLength("bias", bias, kernel.shape()[2] * kernel.shape()[3]);
        }
    }

    /** Max pooling. */
    record MaxPooling(Window window) implements KerasLayer {}

    /** Global average pooling: a feature map to a vector. */
    record GlobalAveragePooling() implements KerasLayer {}

    /**
     * Batch normalisation: {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta}, per
     * channel.
     *
     * @param axis the channel axis, as counted by Keras (0 is the batch)
     */
    record BatchNormalization(
            Weight.Floats gamma,
            Weight.Floats beta,
            Weight.Floats mean,
            Weight.Floats variance,
            float epsilon,
            int axis)
            implements KerasLayer {
        public BatchNormalization {
            require(mean, 1);
            requireLength("gamma", gamma, mean.shape()[0]);
            requireLength("beta", beta, mean.shape()[0]);
            requireLength("moving_variance", variance, mean.shape()[0]);
            for (float value : variance.values()) {
                if (!(value + epsilon > 0)) {
                    throw new IllegalArgumentException("moving_variance contains " + value);
                }
            }
        }
    }

    /** Zero padding around a feature map, in rows and columns. */
    record ZeroPadding(int top, int bottom, int left, int right) implements KerasLayer {
        public ZeroPadding {
            if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0
                    || Math.max(Math.max(top, bottom), Math.max(left, right)) > MAX_SIDE) {
                throw new IllegalArgumentException("padding is not between 0 and " + MAX_SIDE);
            }
        }
    }

    /** Sum of two or more inputs of the same shape. */
    record Add() implements KerasLayer {}

    /** An elementwise activation, or softmax over a vector. */
    record ActivationLayer(KerasActivation activation) implements KerasLayer {}

    /** Flattens a feature map to a vector, channels last. */
    record Flatten() implements KerasLayer {}

    /** A layer that has no effect on inference, such as dropout. */
    record Identity() implements KerasLayer {}

    /**
     * Window of a convolution or pooling layer.
     *
     * @param same whether the edges are zero-padded so that the window covers every position;
     *     TensorFlow adds an odd row or column of padding at the end
     */
    record Window(
            int height,
            int width,
            int strideHeight,
            int strideWidth,
            int dilationHeight,
            int dilationWidth,
            boolean same) {
        public Window {
            for (int value :
                    new int[] {
                        height, width, strideHeight, strideWidth, dilationHeight, dilationWidth
                    }) {
                if (value < 1 || value > MAX_SIDE) {
                    throw new IllegalArgumentException(
                            "invalid window size, stride or dilation " + value);
                }
            }
        }

        /**
         * Returns the output height for an input height; less than 1 if the window does not fit.
         */
        int outputHeight(int rows) {
            return outputLength(rows, height, strideHeight, dilationHeight);
        }

        /** Returns the output width for an input width; less than 1 if the window does not fit. */
        int outputWidth(int columns) {
            return outputLength(columns, width, strideWidth, dilationWidth);
        }

        private int outputLength(int length, int side, int stride, int dilation) {
            int span = same ? 1 : (side - 1) * dilation + 1;
            return length < span ? 0 : (length - span) / stride + 1;
        }
    }

    private static void require(Weight.Floats weight, int rank) {
        if (weight.rank() != rank) {
            throw new IllegalArgumentException("its weights do not have rank " + rank);
        }
    }

    private static void requireLength(String name, Weight.@Nullable Floats weight, int length) {
        if (weight != null && (weight.rank() != 1 || weight.shape()[0] != length)) {
            throw new IllegalArgumentException(
                    "%s has the shape %s instead of [%d]"
                            .formatted(name, Arrays.toString(weight.shape()), length));
        }
    }
}
