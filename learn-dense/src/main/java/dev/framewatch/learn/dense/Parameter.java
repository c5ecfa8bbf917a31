package dev.framewatch.learn.dense;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** A matrix that is learned, with what the optimiser remembers of it. */
final class Parameter {
    private final Tensor values;
    private final Tensor[] memories;
    private final OptimizerState state;
    private final @Nullable Tensor kept;

    /**
     * Lives as long as the scope it is made in.
     *
     * @param keeps whether {@link #keep} will be called
     */
    Parameter(Tensor values, OptimizerState state, boolean keeps) {
        this.values = values;
        this.state = state;
        this.kept = keeps ? values.clone() : null;
        this.memories = new Tensor[state.memories()];
        Arrays.setAll(memories, _ -> torch.zeros(values.size(0), values.size(1)));
    }

    Tensor values() {
        return values;
    }

    Tensor rows(int from, int count) {
        return values.narrow(0, from, count);
    }

    /** Moves some rows against a slope of the loss of the same shape. */
    void move(int from, int count, Tensor slope) {
        Tensor[] parts = new Tensor[memories.length];
        Arrays.setAll(parts, i -> memories[i].narrow(0, from, count));
        state.move(rows(from, count), parts, slope);
    }

    /** Remembers the values as they are now. */
    void keep() {
        if (kept != null) {
            kept.copy_(values);
        }
    }

    /** Goes back to the values that were kept last. */
    void restore() {
        if (kept != null) {
            values.copy_(kept);
        }
    }
}
