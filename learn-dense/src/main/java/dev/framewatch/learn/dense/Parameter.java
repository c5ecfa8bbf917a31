package dev.framewatch.learn.dense;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** A trainable matrix with its optimiser state. */
final class Parameter {
    private final Tensor values;
    private final Tensor[] stateValues;
    private final OptimizerState state;
    private final @Nullable Tensor saved;

    /**
     * Creates a parameter that lives as long as the enclosing pointer scope.
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

    /** Updates some rows, given the gradient of the loss for them. */
    void update(int from, int count, Tensor gradient) {
        Tensor[] parts = new Tensor[stateValues.length];
        Arrays.setAll(parts, i -> stateValues[i].narrow(0, from, count));
        state.update(rows(from, count), parts, gradient);
    }

    /** Saves the current values. */
    void save() {
        if (saved != null) {
            saved.copy_(values);
        }
    }

    /** Restores the values saved last. */
    void restore() {
        if (saved != null) {
            values.copy_(saved);
        }
    }
}
