package dev.framewatch.learn.dense;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Forward and backward pass of a layer. Matrices have one column per image of a batch, so that
 * units are rows and a block of units is contiguous.
 */
sealed interface LayerOp permits DenseLayerOp, DropoutLayerOp {
    /**
     * Computes the outputs.
     *
     * @param learning whether {@link #backward} follows
     */
    Tensor forward(Tensor inputs, boolean learning);

    /**
     * Backpropagates through the last call of {@link #forward} and updates the parameters.
     *
     * @param gradient gradient of the loss with respect to the outputs; overwritten
     * @param further whether an earlier layer has parameters as well
     * @return gradient with respect to the inputs; null if not requested
     */
    @Nullable Tensor backward(Tensor gradient, boolean further);
}
