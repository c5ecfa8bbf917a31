package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.graph.Weight;
import java.util.List;
import java.util.Map;

/** The weights of a TensorFlow.js layers model, called {@code LAYER/kernel} and so on. */
final class TfjsWeights implements WeightSource {
    private final String source;
    private final Map<String, Weight> weights;

    TfjsWeights(String source, Map<String, Weight> weights) {
        this.source = source;
        this.weights = weights;
    }

    @Override
    public Weight.Floats weight(String layer, Part part) throws ModelException {
        String name = layer + "/" + part;
        String called = weights.containsKey(name) ? name : behindPrefix("/" + name);
        if (weights.get(called) instanceof Weight.Floats floats) {
            return WeightSource.finite(floats, source + ".weightsManifest: " + called);
        }
        throw new ModelException(
                "%s.weightsManifest: '%s' is not of floats".formatted(source, called));
    }

    /** Some writers put the model's name before the layer's. */
    private String behindPrefix(String ending) throws ModelException {
        List<String> names =
                weights.keySet().stream().filter(name -> name.endsWith(ending)).toList();
        if (names.size() != 1) {
            throw new ModelException(
                    "%s.weightsManifest holds %s called '%s'"
                            .formatted(
                                    source,
                                    names.isEmpty() ? "no weight" : "more than one weight",
                                    ending.substring(1)));
        }
        return names.getFirst();
    }
}
