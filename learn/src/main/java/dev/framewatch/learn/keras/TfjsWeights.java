package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.graph.Weight;
import java.util.List;
import java.util.Map;

/** Weights of a TensorFlow.js layers model, named {@code LAYER/kernel} and so on. */
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
        String fullName = weights.containsKey(name) ? name : nameEndingWith("/" + name);
        if (weights.get(fullName) instanceof Weight.Floats floats) {
            return WeightSource.finite(floats, source + ".weightsManifest: " + fullName);
        }
        throw new ModelException(
                "%s.weightsManifest: '%s' is not a float weight".formatted(source, fullName));
    }

    /**
     * Returns the only weight whose name has this suffix; some exporters prepend the model's name.
     */
    private String nameEndingWith(String suffix) throws ModelException {
        List<String> names =
                weights.keySet().stream().filter(name -> name.endsWith(suffix)).toList();
        if (names.size() != 1) {
            throw new ModelException(
                    "%s.weightsManifest contains %s named '%s'"
                            .formatted(
                                    source,
                                    names.isEmpty() ? "no weight" : "more than one weight",
                                    suffix.substring(1)));
        }
        return names.getFirst();
    }
}
