package dev.framewatch.learn.dense;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A layer at work. Matrices have a column for each picture of a batch: OpenBLAS multiplies a large
 * matrix of weights from the left three times faster than from the right.
 */
sealed interface Stage permits DenseStage, DropoutStage {
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
