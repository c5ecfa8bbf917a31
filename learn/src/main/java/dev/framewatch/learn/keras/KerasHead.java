package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasNetwork.Step;
import dev.framewatch.model.graph.OnnxGraph;
import dev.framewatch.model.graph.Subgraph;
import java.util.List;

/**
 * The part of a model that decides: from one row of features, through dense layers, to a
 * probability for each class.
 */
public final class KerasHead {
    private static final String FEATURES = "features";
    private static final String SCORE = "score";

    private final String source;
    private final List<Step> steps;
    private final int dimensions;
    private final int outputs;

    /**
     * @param features what it reads; a feature map must be flattened first, which is Keras' order
     * @param steps one after the other
     * @throws ModelException when they are not a chain of dense layers that ends in probabilities
     */
    KerasHead(String source, TensorShape features, List<Step> steps) throws ModelException {
        this.source = source;
        this.dimensions = features.size();
        this.steps = onVectors(source, features, steps);
        this.outputs = graph().value().extent().size();
        KerasActivation last = lastActivation();
        boolean probabilities =
                last == KerasActivation.SIGMOID || (last == KerasActivation.SOFTMAX && outputs > 1);
        if (!probabilities) {
            throw new ModelException(
                    "%s: its last layer gives no probabilities: softmax or sigmoid is needed, not %s"
                            .formatted(source, last.name().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    /** How many features it reads. */
    public int dimensions() {
        return dimensions;
    }

    /** How many classes it tells apart; a single sigmoid tells two. */
    public int classes() {
        return Math.max(2, outputs);
    }

    /**
     * The head as ONNX, [N,D] to [N,1].
     *
     * @param positive which class's probability it gives, from 0
     */
    public byte[] onnx(int positive) throws ModelException {
        if (positive < 0 || positive >= classes()) {
            throw new IllegalArgumentException("no class " + positive);
        }
        Built built = graph();
        OnnxGraph onnx = built.graph().onnx;
        String value = built.value().onnx();
        if (outputs > 1) {
            float[] column = new float[outputs];
            column[positive] = 1;
            String pick = onnx.floats("positive", new int[] {outputs, 1}, column);
            onnx.add("MatMul", List.of(value, pick), SCORE);
        } else if (positive == 1) {
            onnx.add("Identity", List.of(value), SCORE);
        } else {
            String one = onnx.floats("one", new int[] {1}, new float[] {1});
            onnx.add("Sub", List.of(one, value), SCORE);
        }
        onnx.output(SCORE, List.of(Subgraph.ANY, 1));
        return onnx.build().toByteArray();
    }

    private record Built(KerasToOnnx graph, KerasToOnnx.Value value) {}

    private Built graph() throws ModelException {
        KerasToOnnx graph = new KerasToOnnx(source);
        KerasToOnnx.Value value = graph.features(FEATURES, dimensions);
        for (Step step : steps) {
            value = graph.add(step, List.of(value));
        }
        return new Built(graph, value);
    }

    /** Without a leading Flatten, since features arrive flat. */
    private static List<Step> onVectors(String source, TensorShape features, List<Step> steps)
            throws ModelException {
        int first = 0;
        if (features instanceof TensorShape.FeatureMap) {
            while (first < steps.size()
                    && steps.get(first).layer() instanceof KerasLayer.Identity) {
                first++;
            }
            if (first == steps.size()
                    || !(steps.get(first).layer() instanceof KerasLayer.Flatten)) {
                throw new ModelException(
                        "%s: reads features %s but does not begin with Flatten"
                                .formatted(source, features));
            }
        }
        for (Step step : steps) {
            requireFit(source, step);
        }
        return List.copyOf(steps.subList(first, steps.size()));
    }

    private static void requireFit(String source, Step step) throws ModelException {
        boolean fits =
                switch (step.layer()) {
                    case KerasLayer.Dense dense -> dense.activation() != KerasActivation.RELU6;
                    case KerasLayer.ActivationLayer activate ->
                            activate.activation() != KerasActivation.RELU6;
                    case KerasLayer.Flatten _, KerasLayer.Identity _, KerasLayer.Normalisation _ ->
                            true;
                    case KerasLayer.Input _,
                            KerasLayer.Convolution _,
                            KerasLayer.Depthwise _,
                            KerasLayer.MaxPooling _,
                            KerasLayer.GlobalAverage _,
                            KerasLayer.ZeroPadding _,
                            KerasLayer.Add _ ->
                            false;
                };
        if (!fits || step.inputs().size() != 1) {
            throw new ModelException(
                    ("%s: layer '%s' cannot be part of a head: only a chain of Dense, Flatten,"
                         + " Dropout, BatchNormalization and activations other than relu6 can")
                            .formatted(source, step.name()));
        }
    }

    private KerasActivation lastActivation() {
        for (Step step : steps.reversed()) {
            switch (step.layer()) {
                case KerasLayer.Dense dense -> {
                    return dense.activation();
                }
                case KerasLayer.ActivationLayer activate -> {
                    return activate.activation();
                }
                default -> {}
            }
        }
        return KerasActivation.LINEAR;
    }
}
