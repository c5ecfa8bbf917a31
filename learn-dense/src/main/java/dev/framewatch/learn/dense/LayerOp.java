package dev.framewatch.learn.dense;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A layer at work. Matrices have a column for each picture of a batch, so that units are rows and a
 * block of units lies in one piece.
 */
sealed interface LayerOp permits DenseLayerOp, DropoutLayerOp {
    /**
     * What it makes of its inputs.
     *
     * @param learning whether {@link #backward} follows
     */
    Tensor forward(Tensor inputs, boolean learning);

    /**
     * Learns from the last call of {@link #forward}.
     *
     * @param slope of the loss with respect to what it made; overwritten
     * @param further whether a stage before it learns as well
     * @return the slope with respect to its inputs; null where nobody asked for it
     */
    @Nullable Tensor backward(Tensor slope, boolean further);
}
