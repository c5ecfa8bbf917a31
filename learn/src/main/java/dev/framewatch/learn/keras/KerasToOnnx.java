package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasLayer.Window;
import dev.framewatch.learn.keras.KerasNetwork.Step;
import dev.framewatch.learn.keras.TensorShape.FeatureMap;
import dev.framewatch.learn.keras.TensorShape.Vector;
import dev.framewatch.model.graph.OnnxGraph;
import dev.framewatch.model.graph.Subgraph;
import dev.framewatch.model.graph.Weight;
import dev.framewatch.model.onnx.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes layers as ONNX operations and follows the shapes through them. Feature maps lie in ONNX's
 * order (channels first); a vector made of one is in Keras' order (channels last).
 */
final class KerasToOnnx {
    final OnnxGraph onnx = new OnnxGraph();
    private final String source;

    /** Counts the layers, so that whatever their file calls them, no two values share a name. */
    private int number;

    KerasToOnnx(String source) {
        this.source = source;
    }

    /**
     * A value in the graph.
     *
     * @param onnx its name there
     * @param extent its shape
     */
    record Value(String onnx, TensorShape extent) {}

    /**
     * Adds a layer.
     *
     * @throws ModelException when its weights do not fit what it reads
     */
    Value add(Step step, List<Value> inputs) throws ModelException {
        try {
            return add(step.layer(), number++ + "/" + step.name(), inputs);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    "%s: layer '%s': %s".formatted(source, step.name(), e.getMessage()), e);
        }
    }

    private Value add(KerasLayer layer, String name, List<Value> inputs) {
        Value first = inputs.getFirst();
        return switch (layer) {
            case KerasLayer.Input _ -> throw new IllegalArgumentException("is a second input");
            case KerasLayer.Identity _ -> first;
            case KerasLayer.Dense dense -> dense(name, dense, vector(first));
            case KerasLayer.Convolution convolution -> convolution(name, convolution, first);
            case KerasLayer.Depthwise depthwise -> depthwise(name, depthwise, first);
            case KerasLayer.MaxPooling pooling -> maxPooling(name, pooling.window(), first);
            case KerasLayer.GlobalAverage _ -> globalAverage(name, first);
            case KerasLayer.Normalisation norm -> normalisation(name, norm, first);
            case KerasLayer.ZeroPadding padding -> zeroPadding(name, padding, first);
            case KerasLayer.Add _ -> sum(name, inputs);
            case KerasLayer.ActivationLayer activate ->
                    activated(name, activate.activation(), first);
            case KerasLayer.Flatten _ -> flatten(name, first);
        };
    }

    private Value dense(String name, KerasLayer.Dense dense, Value from) {
        int[] shape = dense.kernel().shape();
        requireInputs(dense.kernel(), shape[0], from.extent().size(), from.extent());
        List<String> inputs = new ArrayList<>();
        inputs.add(from.onnx());
        inputs.add(constant(name + "/kernel", dense.kernel()));
        addBias(name, inputs, dense.bias());
        String linear = linear(name, dense.activation());
        onnx.add("Gemm", inputs, linear);
        return activated(name, dense.activation(), new Value(linear, new Vector(shape[1])));
    }

    private Value convolution(String name, KerasLayer.Convolution convolution, Value from) {
        FeatureMap map = map(from);
        int[] hwio = convolution.kernel().shape();
        requireInputs(convolution.kernel(), hwio[2], map.channels(), map);
        return convolve(
                name,
                convolution.kernel().permuted(3, 2, 0, 1),
                convolution.bias(),
                convolution.window(),
                1,
                convolution.activation(),
                from);
    }

    private Value depthwise(String name, KerasLayer.Depthwise depthwise, Value from) {
        FeatureMap map = map(from);
        int[] hwcm = depthwise.kernel().shape();
        requireInputs(depthwise.kernel(), hwcm[2], map.channels(), map);
        Weight.Floats ordered = depthwise.kernel().permuted(2, 3, 0, 1);
        int[] oihw = {hwcm[2] * hwcm[3], 1, hwcm[0], hwcm[1]};
        return convolve(
                name,
                new Weight.Floats(oihw, ordered.values()),
                depthwise.bias(),
                depthwise.window(),
                map.channels(),
                depthwise.activation(),
                from);
    }

    private Value convolve(
            String name,
            Weight.Floats oihw,
            Weight.@Nullable Floats bias,
            Window window,
            int groups,
            KerasActivation activation,
            Value from) {
        List<String> inputs = new ArrayList<>();
        inputs.add(from.onnx());
        inputs.add(constant(name + "/kernel", oihw));
        addBias(name, inputs, bias);
        List<AttributeProto> attributes = attributes(window);
        attributes.add(
                OnnxGraph.numbers("dilations", window.dilationDown(), window.dilationAcross()));
        attributes.add(OnnxGraph.number("group", groups));
        String linear = linear(name, activation);
        onnx.add("Conv", inputs, linear, attributes.toArray(AttributeProto[]::new));
        TensorShape extent = moved(map(from), window, oihw.shape()[0]);
        return activated(name, activation, new Value(linear, extent));
    }

    private Value maxPooling(String name, Window window, Value from) {
        FeatureMap map = map(from);
        onnx.add(
                "MaxPool",
                List.of(from.onnx()),
                name,
                attributes(window).toArray(AttributeProto[]::new));
        return new Value(name, moved(map, window, map.channels()));
    }

    private static List<AttributeProto> attributes(Window window) {
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(OnnxGraph.numbers("kernel_shape", window.height(), window.width()));
        attributes.add(OnnxGraph.numbers("strides", window.strideDown(), window.strideAcross()));
        if (window.same()) {
            attributes.add(OnnxGraph.text("auto_pad", "SAME_UPPER"));
        }
        return attributes;
    }

    private static FeatureMap moved(FeatureMap map, Window window, int channels) {
        return new FeatureMap(window.down(map.height()), window.across(map.width()), channels);
    }

    private Value globalAverage(String name, Value from) {
        FeatureMap map = map(from);
        String pooled = onnx.add("GlobalAveragePool", List.of(from.onnx()), name + "/pooled");
        onnx.add("Flatten", List.of(pooled), name, OnnxGraph.number("axis", 1));
        return new Value(name, new Vector(map.channels()));
    }

    private Value normalisation(String name, KerasLayer.Normalisation norm, Value from) {
        int channels =
                switch (from.extent()) {
                    case Vector vector -> vector.size();
                    case FeatureMap map -> map.channels();
                };
        int last = from.extent() instanceof Vector ? 1 : 3;
        if (norm.axis() != -1 && norm.axis() != last) {
            throw new IllegalArgumentException("axis " + norm.axis() + " is not the channels'");
        }
        requireInputs(norm.mean(), norm.mean().shape()[0], channels, from.extent());
        onnx.add(
                "BatchNormalization",
                List.of(
                        from.onnx(),
                        constant(name + "/gamma", norm.gamma()),
                        constant(name + "/beta", norm.beta()),
                        constant(name + "/mean", norm.mean()),
                        constant(name + "/variance", norm.variance())),
                name,
                OnnxGraph.real("epsilon", norm.epsilon()));
        return new Value(name, from.extent());
    }

    private Value zeroPadding(String name, KerasLayer.ZeroPadding padding, Value from) {
        FeatureMap map = map(from);
        String pads =
                onnx.longs(
                        name + "/pads",
                        0,
                        0,
                        padding.top(),
                        padding.left(),
                        0,
                        0,
                        padding.bottom(),
                        padding.right());
        onnx.add("Pad", List.of(from.onnx(), pads), name);
        return new Value(
                name,
                new FeatureMap(
                        map.height() + padding.top() + padding.bottom(),
                        map.width() + padding.left() + padding.right(),
                        map.channels()));
    }

    private Value sum(String name, List<Value> inputs) {
        Value sum = inputs.getFirst();
        for (int i = 1; i < inputs.size(); i++) {
            Value next = inputs.get(i);
            if (!next.extent().equals(sum.extent())) {
                throw new IllegalArgumentException(
                        "adds %s and %s".formatted(sum.extent(), next.extent()));
            }
            String partial = i == inputs.size() - 1 ? name : name + "/" + i;
            sum =
                    new Value(
                            onnx.add("Add", List.of(sum.onnx(), next.onnx()), partial),
                            sum.extent());
        }
        return sum;
    }

    private Value activated(String name, KerasActivation activation, Value value) {
        List<String> read = List.of(value.onnx());
        switch (activation) {
            case LINEAR -> {
                return value;
            }
            case RELU -> onnx.add("Relu", read, name);
            case RELU6 -> onnx.add("Clip", List.of(value.onnx(), scalar(0), scalar(6)), name);
            case ELU -> onnx.add("Elu", read, name);
            case SIGMOID -> onnx.add("Sigmoid", read, name);
            case TANH -> onnx.add("Tanh", read, name);
            case SOFTMAX ->
                    onnx.add(
                            "Softmax",
                            List.of(vector(value).onnx()),
                            name,
                            OnnxGraph.number("axis", 1));
        }
        return new Value(name, value.extent());
    }

    /** A vector that is one already stays as it is. */
    private Value flatten(String name, Value from) {
        if (from.extent() instanceof Vector) {
            return from;
        }
        String nhwc =
                onnx.add(
                        "Transpose",
                        List.of(from.onnx()),
                        name + "/nhwc",
                        OnnxGraph.numbers("perm", 0, 2, 3, 1));
        onnx.add("Flatten", List.of(nhwc), name, OnnxGraph.number("axis", 1));
        return new Value(name, new Vector(from.extent().size()));
    }

    private static String linear(String name, KerasActivation activation) {
        return activation == KerasActivation.LINEAR ? name : name + "/linear";
    }

    private void addBias(String name, List<String> inputs, Weight.@Nullable Floats bias) {
        if (bias != null) {
            inputs.add(constant(name + "/bias", bias));
        }
    }

    private String constant(String name, Weight.Floats weight) {
        return onnx.floats(name, weight.shape(), weight.values());
    }

    private String scalar(float value) {
        return onnx.floats("limit/" + value, new int[0], new float[] {value});
    }

    private static Value vector(Value value) {
        if (!(value.extent() instanceof Vector)) {
            throw new IllegalArgumentException(
                    "needs a vector, not " + value.extent() + " (is there a Flatten before it?)");
        }
        return value;
    }

    private static FeatureMap map(Value value) {
        if (value.extent() instanceof FeatureMap map) {
            return map;
        }
        throw new IllegalArgumentException("needs a feature map, not " + value.extent());
    }

    private static void requireInputs(Weight.Floats kernel, int has, int needed, TensorShape from) {
        if (has != needed) {
            throw new IllegalArgumentException(
                    "its weights %s do not fit what it reads, %s"
                            .formatted(Arrays.toString(kernel.shape()), from));
        }
    }

    /** A picture [N,H,W,C] as the graph's input. */
    Value picture(String name, FeatureMap map) {
        onnx.input(
                name,
                List.of(Subgraph.ANY, map.height(), map.width(), map.channels()),
                List.of("N", "H", "W", "C"));
        String nchw =
                onnx.add(
                        "Transpose",
                        List.of(name),
                        name + "/nchw",
                        OnnxGraph.numbers("perm", 0, 3, 1, 2));
        return new Value(nchw, map);
    }

    /** A row of features [N,D] as the graph's input. */
    Value features(String name, int dimensions) {
        onnx.input(name, List.of(Subgraph.ANY, dimensions), List.of("N", "D"));
        return new Value(name, new Vector(dimensions));
    }
}
