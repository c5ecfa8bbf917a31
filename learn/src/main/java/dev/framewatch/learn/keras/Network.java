package dev.framewatch.learn.keras;

import java.util.List;

/**
 * A model as a flat list of layers, each after those it reads; models within models are dissolved.
 *
 * @param source the file it came from, for errors
 * @param steps the first is the input, the last one's value is the model's
 */
record Network(String source, List<Step> steps) {
    Network {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !(steps.getFirst().layer() instanceof Layer.Input)) {
            throw new IllegalArgumentException("a network begins with its input");
        }
    }

    /**
     * One layer in its place.
     *
     * @param name of its value; no other step has it
     * @param inputs names of the values it reads
     */
    record Step(String name, Layer layer, List<String> inputs) {
        Step {
            inputs = List.copyOf(inputs);
        }
    }

    /** What comes in. */
    Extent input() {
        return ((Layer.Input) steps.getFirst().layer()).extent();
    }
}
