package dev.framewatch.learn.keras;

import java.util.List;

/**
 * A model as a flat list of layers, each after those it reads; models within models are dissolved.
 *
 * @param source the file it came from, for errors
 * @param steps the first is the input, the last one's value is the model's
 */
record KerasNetwork(String source, List<Step> steps) {
    KerasNetwork {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !(steps.getFirst().layer() instanceof KerasLayer.Input)) {
            throw new IllegalArgumentException("a network begins with its input");
        }
    }

    /**
     * One layer in its place.
     *
     * @param name of its value; no other step has it
     * @param inputs names of the values it reads
     */
    record Step(String name, KerasLayer layer, List<String> inputs) {
        Step {
            inputs = List.copyOf(inputs);
        }
    }

    /** What comes in. */
    TensorShape input() {
        return ((KerasLayer.Input) steps.getFirst().layer()).extent();
    }
}
