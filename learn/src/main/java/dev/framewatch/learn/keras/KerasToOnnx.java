package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasLayer.Window;
import dev.framewatch.learn.keras.KerasNetwork.LayerNode;
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
 * Translates layers to ONNX operations and infers the shapes. Feature maps are in ONNX order
 * (channels first); a flattened feature map is in Keras order (channels last).
 */
final class KerasToOnnx {
    final OnnxGraph onnx = new OnnxGraph();
    private final String source;

    /**
     * Number of layers so far: a prefix that keeps names unique, whatever the file calls its
     * layers.
     */
    private int layerCount;

    KerasToOnnx(String source) {
        this.source = source;
    }

    /**
     * A value in the graph.
     *
     * @param onnx its name in the graph
     * @param shape its shape
     */
    record Value(String onnx, TensorShape shape) {}

    /**
     * Adds a layer.
     *
     * @throws ModelException if its weights do not match its input
     */
    Value add(LayerNode node, List<Value> inputs) throws ModelException {
        try {
            return add(node.layer(), layerCount++ + "/" + node.name(), inputs);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    "%s: layer '%s': %s".formatted(source, node.name(), e.getMessage()), e);
        }
    }

    private Value add(KerasLayer layer, String name, List<Value> inputs) {
        Value first = inputs.getFirst();
        return switch (layer) {
            case KerasLayer.Input _ -> throw new IllegalArgumentException("is a second input");
            case KerasLayer.Identity _ -> first;
            case KerasLayer.Dense dense -> dense(name, dense, requireVector(first));
            case KerasLayer.Convolution convolution -> convolution(name, convolution, first);
            case KerasLayer.DepthwiseConvolution depthwiseConvolution ->
                    depthwise(name, depthwiseConvolution, first);
            case KerasLayer.MaxPooling pooling -> maxPooling(name, pooling.window(), first);
            case KerasLayer.GlobalAveragePooling _ -> globalAverage(name, first);
            case KerasLayer.BatchNormalization norm -> batchNormalization(name, norm, first);
            case KerasLayer.ZeroPadding padding -> zeroPadding(name, padding, first);
            case KerasLayer.Add _ -> sum(name, inputs);
            case KerasLayer.ActivationLayer layerActivation ->
                    activate(name, layerActivation.activation(), first);
            case KerasLayer.Flatten _ -> flatten(name, first);
        };
    }

    private Value dense(String name, KerasLayer.Dense dense, Value input) {
        int[] shape = dense.kernel().shape();
        requireInputs(dense.kernel(), shape[0], input.shape().size(), input.shape());
        List<String> inputs = new ArrayList<>();
        inputs.add(input.onnx());
        inputs.add(constant(name + "/kernel", dense.kernel()));
        addBias(name, inputs, dense.bias());
        String linear = linear(name, dense.activation());
        onnx.add("Gemm", inputs, linear);
        return activate(name, dense.activation(), new Value(linear, new Vector(shape[1])));
    }

    private Value convolution(String name, KerasLayer.Convolution convolution, Value input) {
        FeatureMap map = requireFeatureMap(input);
        int[] hwio = convolution.kernel().shape();
        requireInputs(convolution.kernel(), hwio[2], map.channels(), map);
        return convolve(
                name,
                convolution.kernel().permuted(3, 2, 0, 1),
                convolution.bias(),
                convolution.window(),
                1,
                convolution.activation(),
                input);
    }

    private Value depthwise(
            String name, KerasLayer.DepthwiseConvolution depthwiseConvolution, Value input) {
        FeatureMap map = requireFeatureMap(input);
        int[] hwcm = depthwiseConvolution.kernel().shape();
        requireInputs(depthwiseConvolution.kernel(), hwcm[2], map.channels(), map);
        Weight.Floats ordered = depthwiseConvolution.kernel().permuted(2, 3, 0, 1);
        int[] oihw = {hwcm[2] * hwcm[3], 1, hwcm[0], hwcm[1]};
        return convolve(
                name,
                new Weight.Floats(oihw, ordered.values()),
                depthwiseConvolution.bias(),
                depthwiseConvolution.window(),
                map.channels(),
                depthwiseConvolution.activation(),
                input);
    }

    private Value convolve(
            String name,
            Weight.Floats oihw,
            Weight.@Nullable Floats bias,
            Window window,
            int groups,
            KerasActivation activation,
            Value input) {
        List<String> inputs = new ArrayList<>();
        inputs.add(input.onnx());
        inputs.add(constant(name + "/kernel", oihw));
        addBias(name, inputs, bias);
        List<AttributeProto> attributes = attributes(window);
        attributes.add(
                OnnxGraph.intsAttribute(
                        "dilations", window.dilationHeight(), window.dilationWidth()));
        attributes.add(OnnxGraph.intAttribute("group", groups));
        String linear = linear(name, activation);
        onnx.add("Conv", inputs, linear, attributes.toArray(AttributeProto[]::new));
        TensorShape shape = outputShape(requireFeatureMap(input), window, oihw.shape()[0]);
        return activate(name, activation, new Value(linear, shape));
    }

    private Value maxPooling(String name, Window window, Value input) {
        FeatureMap map = requireFeatureMap(input);
        onnx.add(
                "MaxPool",
                List.of(input.onnx()),
                name,
                attributes(window).toArray(AttributeProto[]::new));
        return new Value(name, outputShape(map, window, map.channels()));
    }

    private static List<AttributeProto> attributes(Window window) {
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(OnnxGraph.intsAttribute("kernel_shape", window.height(), window.width()));
        attributes.add(
                OnnxGraph.intsAttribute("strides", window.strideHeight(), window.strideWidth()));
        if (window.same()) {
            attributes.add(OnnxGraph.stringAttribute("auto_pad", "SAME_UPPER"));
        }
        return attributes;
    }

    private static FeatureMap outputShape(FeatureMap map, Window window, int channels) {
        return new FeatureMap(
                window.outputHeight(map.height()), window.outputWidth(map.width()), channels);
    }

    private Value globalAverage(String name, Value input) {
        FeatureMap map = requireFeatureMap(input);
        String pooled = onnx.add("GlobalAveragePool", List.of(input.onnx()), name + "/pooled");
        onnx.add("Flatten", List.of(pooled), name, OnnxGraph.intAttribute("axis", 1));
        return new Value(name, new Vector(map.channels()));
    }

    private Value batchNormalization(String name, KerasLayer.BatchNormalization norm, Value input) {
        int channels =
                switch (input.shape()) {
                    case Vector vector -> vector.size();
                    case FeatureMap map -> map.channels();
                };
        int last = input.shape() instanceof Vector ? 1 : 3;
        if (norm.axis() != -1 && norm.axis() != last) {
            throw new IllegalArgumentException("axis " + norm.axis() + " is not the channel axis");
        }
        requireInputs(norm.mean(), norm.mean().shape()[0], channels, input.shape());
        onnx.add(
                "BatchNormalization",
                List.of(
                        input.onnx(),
                        constant(name + "/gamma", norm.gamma()),
                        constant(name + "/beta", norm.beta()),
                        constant(name + "/mean", norm.mean()),
                        constant(name + "/variance", norm.variance())),
                name,
                OnnxGraph.floatAttribute("epsilon", norm.epsilon()));
        return new Value(name, input.shape());
    }

    private Value zeroPadding(String name, KerasLayer.ZeroPadding padding, Value input) {
        FeatureMap map = requireFeatureMap(input);
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
        onnx.add("Pad", List.of(input.onnx(), pads), name);
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
            if (!next.shape().equals(sum.shape())) {
                throw new IllegalArgumentException(
                        "adds the different shapes %s and %s".formatted(sum.shape(), next.shape()));
            }
            String partial = i == inputs.size() - 1 ? name : name + "/" + i;
            sum =
                    new Value(
                            onnx.add("Add", List.of(sum.onnx(), next.onnx()), partial),
                            sum.shape());
        }
        return sum;
    }

    private Value activate(String name, KerasActivation activation, Value value) {
        List<String> inputs = List.of(value.onnx());
        switch (activation) {
            case LINEAR -> {
                return value;
            }
            case RELU -> onnx.add("Relu", inputs, name);
            case RELU6 -> onnx.add("Clip", List.of(value.onnx(), scalar(0), scalar(6)), name);
            case ELU -> onnx.add("Elu", inputs, name);
            case SIGMOID -> onnx.add("Sigmoid", inputs, name);
            case TANH -> onnx.add("Tanh", inputs, name);
            case SOFTMAX ->
                    onnx.add(
                            "Softmax",
                            List.of(requireVector(value).onnx()),
                            name,
                            OnnxGraph.intAttribute("axis", 1));
        }
        return new Value(name, value.shape());
    }

    /** Flattens a feature map; vectors are left unchanged. */
    private Value flatten(String name, Value input) {
        if (input.shape() instanceof Vector) {
            return input;
        }
        String nhwc =
                onnx.add(
                        "Transpose",
                        List.of(input.onnx()),
                        name + "/nhwc",
                        OnnxGraph.intsAttribute("perm", 0, 2, 3, 1));
        onnx.add("Flatten", List.of(nhwc), name, OnnxGraph.intAttribute("axis", 1));
        return new Value(name, new Vector(input.shape().size()));
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

    private static Value requireVector(Value value) {
        if (!(value.shape() instanceof Vector)) {
            throw new IllegalArgumentException(
                    "needs a vector, not " + value.shape() + " (is a Flatten missing before it?)");
        }
        return value;
    }

    private static FeatureMap requireFeatureMap(Value value) {
        if (value.shape() instanceof FeatureMap map) {
            return map;
        }
        throw new IllegalArgumentException("needs a feature map, not " + value.shape());
    }

    private static void requireInputs(
            Weight.Floats kernel, int actual, int expected, TensorShape input) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "its weights %s do not match its input %s"
                            .formatted(Arrays.toString(kernel.shape()), input));
        }
    }

    /** Declares an image [N,H,W,C] as the graph's input. */
    Value image(String name, FeatureMap map) {
        onnx.input(
                name,
                List.of(Subgraph.ANY, map.height(), map.width(), map.channels()),
                List.of("N", "H", "W", "C"));
        String nchw =
                onnx.add(
                        "Transpose",
                        List.of(name),
                        name + "/nchw",
                        OnnxGraph.intsAttribute("perm", 0, 3, 1, 2));
        return new Value(nchw, map);
    }

    /** Declares feature vectors [N,D] as the graph's input. */
    Value features(String name, int dimensions) {
        onnx.input(name, List.of(Subgraph.ANY, dimensions), List.of("N", "D"));
        return new Value(name, new Vector(dimensions));
    }
}
