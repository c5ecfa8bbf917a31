package dev.framewatch.learn.dense;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** A matrix that is learned, with what the optimiser remembers of it. */
final class Parameter {
    private final Tensor values;
    private final Tensor[] stateValues;
    private final OptimizerState state;
    private final @Nullable Tensor saved;

    /**
     * Lives as long as the scope it is made in.
     *
     * @param keeps whether {@link #save} will be called
     */
    Parameter(Tensor values, OptimizerState state, boolean keeps) {
        this.values = values;
        this.state = state;
        this.saved = keeps ? values.clone() : null;
        this.stateValues = new Tensor[state.stateCount()];
        Arrays.setAll(stateValues, _ -> torch.zeros(values.size(0), values.size(1)));
    }

    Tensor values() {
        return values;
    }

    Tensor rows(int from, int count) {
        return values.narrow(0, from, count);
    }

    /** Moves some rows against a slope of the loss of the same shape. */
    void update(int from, int count, Tensor slope) {
        Tensor[] parts = new Tensor[stateValues.length];
        Arrays.setAll(parts, i -> stateValues[i].narrow(0, from, count));
        state.update(rows(from, count), parts, slope);
    }

    /** Remembers the values as they are now. */
    void save() {
        if (saved != null) {
            saved.copy_(values);
        }
    }

    /** Goes back to the values that were kept last. */
    void restore() {
        if (saved != null) {
            values.copy_(saved);
        }
    }
}
