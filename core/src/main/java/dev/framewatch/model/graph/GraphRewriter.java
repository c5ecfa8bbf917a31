package dev.framewatch.model.graph;

import dev.framewatch.model.onnx.AttributeProto;
import dev.framewatch.model.onnx.GraphProto;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import dev.framewatch.model.onnx.TensorProto;
import dev.framewatch.model.onnx.TensorShapeProto;
import dev.framewatch.model.onnx.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces parts of an ONNX graph by equivalent ones that ONNX Runtime computes faster on CPUs. Its
 * convolutions keep channels in blocks ("NCHWc"); an operation that does not know this layout makes
 * it convert a feature map there and back, which can take longer than the convolution.
 *
 * <ul>
 *   <li>Rectifiers with one slope per channel (He et al., 2015) become depthwise convolutions.
 *   <li>Negation before concatenation (CReLU, Shang et al., 2016) becomes mirrored filters.
 *   <li>The input takes channels first, instead of transposing each image.
 * </ul>
 */
public final class GraphRewriter {
    /** Changes whenever the rewritten graphs do. */
    public static final int VERSION = 1;

    /** Channels per block on processors with AVX-512; the blocks of others divide it. */
    private static final int BLOCK = 16;

    private static final int FLOAT = 1;
    private static final List<Long> NHWC_TO_NCHW = List.of(0L, 3L, 1L, 2L);

    private final ModelProto model;
    private final GraphProto.Builder graph;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final Map<String, NodeProto> producers = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();

    private GraphRewriter(ModelProto model) {
        this.model = model;
        this.graph = model.getGraph().toBuilder();
        graph.getInitializerList().forEach(one -> constants.put(one.getName(), one));
        graph.getNodeList().forEach(this::define);
    }

    private void define(NodeProto node) {
        node.getOutputList().forEach(output -> producers.put(output, node));
    }

    /**
     * Returns an equivalent graph, whose input may have another layout: channels first. A graph
     * with subgraphs stays as it is, since they may use any of its values.
     */
    public static ModelProto rewrite(ModelProto model) {
        boolean hasSubgraphs =
                model.getGraph().getNodeList().stream()
                        .flatMap(node -> node.getAttributeList().stream())
                        .anyMatch(one -> one.hasG() || one.getGraphsCount() > 0);
        return hasSubgraphs ? model : new GraphRewriter(model).rewrite();
    }

    private ModelProto rewrite() {
        for (NodeProto node : graph.getNodeList()) {
            switch (node.getOpType()) {
                case "Add" -> rectifier(node);
                case "Concat" -> mirroredFilters(node);
                case "Neg" -> negation(node);
                default -> nodes.add(node);
            }
        }
        takeChannelsFirst();
        removeUnused();
        return model.toBuilder().setGraph(graph).build();
    }

    /** Matches {@code relu(x) + slope * (x - relu(x))} and {@code relu(x) + slope * (x - |x|)}. */
    private void rectifier(NodeProto add) {
        NodeProto relu = producer(add, 0, "Relu");
        NodeProto scaled = producer(add, 1, "Mul");
        int slopes = scaled != null && constants.containsKey(scaled.getInput(0)) ? 0 : 1;
        NodeProto difference = scaled == null ? null : producer(scaled, 1 - slopes, "Sub");
        if (relu == null || scaled == null || difference == null) {
            nodes.add(add);
            return;
        }
        String x = relu.getInput(0);
        boolean ofAbsolute = isOf(producer(difference, 1, "Abs"), x);
        boolean ofPositive = isOf(producer(difference, 1, "Relu"), x);
        float[] slope = perChannel(scaled.getInput(slopes));
        if (slope == null
                || slope.length < 2
                || slope.length != channels(x)
                || !difference.getInput(0).equals(x)
                || !(ofAbsolute || ofPositive)) {
            nodes.add(add);
            return;
        }
        float[] negated = new float[slope.length];
        for (int i = 0; i < slope.length; i++) {
            negated[i] = ofAbsolute ? -2 * slope[i] : -slope[i];
        }
        String name = add.getOutput(0);
        String flipped = depthwise(x, name + "/negated", minusOne(slope.length));
        String negative = node("Relu", name + "/below-zero", List.of(flipped));
        String weighted = depthwise(negative, name + "/sloped", negated);
        node("Add", name, List.of(relu.getOutput(0), weighted));
    }

    private boolean isOf(@Nullable NodeProto node, String input) {
        return node != null && node.getInput(0).equals(input);
    }

    /**
     * Matches {@code concat(x, -x)} of a convolution whose channels do not fill blocks: filters
     * with the opposite sign cost less than the conversions.
     */
    private void mirroredFilters(NodeProto concat) {
        NodeProto convolution = producer(concat, 0, "Conv");
        if (concat.getInputCount() != 2
                || convolution == null
                || convolution.getInputCount() != 3
                || !isOf(producer(concat, 1, "Neg"), concat.getInput(0))
                || !hasAttribute(concat, "axis", 1)
                || channels(concat.getInput(0)) % BLOCK == 0
                || !hasAttribute(convolution, "group", 1)) {
            nodes.add(concat);
            return;
        }
        TensorProto weights = constants.get(convolution.getInput(1));
        float[] filters = floats(convolution.getInput(1));
        float[] bias = floats(convolution.getInput(2));
        if (weights == null || filters == null || bias == null) {
            nodes.add(concat);
            return;
        }
        String name = concat.getOutput(0);
        long[] shape = weights.getDimsList().stream().mapToLong(Long::longValue).toArray();
        shape[0] *= 2;
        nodes.add(
                convolution.toBuilder()
                        .setName(name)
                        .setInput(1, constant(name + "/filters", shape, withMirrored(filters)))
                        .setInput(
                                2,
                                constant(
                                        name + "/bias",
                                        new long[] {2L * bias.length},
                                        withMirrored(bias)))
                        .setOutput(0, name)
                        .build());
    }

    private static float[] withMirrored(float[] values) {
        float[] both = Arrays.copyOf(values, 2 * values.length);
        for (int i = 0; i < values.length; i++) {
            both[values.length + i] = -values[i];
        }
        return both;
    }

    private void negation(NodeProto negation) {
        int channels = channels(negation.getInput(0));
        if (channels > 0 && channels % BLOCK == 0) {
            depthwise(negation.getInput(0), negation.getOutput(0), minusOne(channels));
        } else {
            nodes.add(negation);
        }
    }

    private static float[] minusOne(int channels) {
        float[] values = new float[channels];
        Arrays.fill(values, -1);
        return values;
    }

    /** Adds a convolution that multiplies each channel by a factor, and returns its output. */
    private String depthwise(String input, String output, float[] factors) {
        String weights =
                constant(output + "/factors", new long[] {factors.length, 1, 1, 1}, factors);
        return node(
                "Conv",
                output,
                List.of(input, weights),
                OnnxGraph.intAttribute("group", factors.length),
                OnnxGraph.intsAttribute("kernel_shape", 1, 1),
                OnnxGraph.intsAttribute("strides", 1, 1),
                OnnxGraph.intsAttribute("dilations", 1, 1));
    }

    private String node(
            String op, String output, List<String> inputs, AttributeProto... attributes) {
        nodes.add(OnnxGraph.node(op, inputs, output, attributes));
        return output;
    }

    private String constant(String name, long[] shape, float[] values) {
        TensorProto tensor = OnnxGraph.tensor(name, shape, values);
        constants.put(name, tensor);
        graph.addInitializer(tensor);
        return name;
    }

    /** Removes the transposition of the input and declares the input as transposed. */
    private void takeChannelsFirst() {
        List<ValueInfoProto> inputs =
                graph.getInputList().stream()
                        .filter(one -> !constants.containsKey(one.getName()))
                        .toList();
        if (inputs.size() != 1) {
            return;
        }
        ValueInfoProto input = inputs.getFirst();
        List<NodeProto> users =
                nodes.stream().filter(one -> one.getInputList().contains(input.getName())).toList();
        if (users.size() != 1 || !isTransposition(users.getFirst())) {
            return;
        }
        String transposed = users.getFirst().getOutput(0);
        if (graph.getOutputList().stream().anyMatch(one -> one.getName().equals(transposed))) {
            return;
        }
        nodes.remove(users.getFirst());
        nodes.replaceAll(one -> withInput(one, transposed, input.getName()));
        graph.setInput(graph.getInputList().indexOf(input), channelsFirst(input));
    }

    private static boolean isTransposition(NodeProto node) {
        return node.getOpType().equals("Transpose")
                && node.getAttributeList().stream()
                        .anyMatch(one ->
                                one.getName().equals("perm")
                                        && one.getIntsList().equals(NHWC_TO_NCHW));
    }

    private static NodeProto withInput(NodeProto node, String before, String after) {
        if (!node.getInputList().contains(before)) {
            return node;
        }
        NodeProto.Builder changed = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            if (node.getInput(i).equals(before)) {
                changed.setInput(i, after);
            }
        }
        return changed.build();
    }

    private static ValueInfoProto channelsFirst(ValueInfoProto input) {
        TensorShapeProto axes = input.getType().getTensorType().getShape();
        TensorShapeProto.Builder reordered = TensorShapeProto.newBuilder();
        NHWC_TO_NCHW.forEach(axis -> reordered.addDim(axes.getDim(Math.toIntExact(axis))));
        ValueInfoProto.Builder changed = input.toBuilder();
        changed.getTypeBuilder().getTensorTypeBuilder().setShape(reordered);
        return changed.build();
    }

    private void removeUnused() {
        Set<String> needed = new HashSet<>();
        graph.getOutputList().forEach(output -> needed.add(output.getName()));
        List<NodeProto> kept = new ArrayList<>();
        for (NodeProto node : nodes.reversed()) {
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                needed.addAll(node.getInputList());
                kept.add(node);
            }
        }
        List<TensorProto> weights =
                graph.getInitializerList().stream()
                        .filter(one -> needed.contains(one.getName()))
                        .toList();
        graph.clearNode().addAllNode(kept.reversed()).clearInitializer().addAllInitializer(weights);
    }

    /** Returns the node that computes an input, if it is of this operation; otherwise null. */
    private @Nullable NodeProto producer(NodeProto node, int input, String op) {
        NodeProto producer =
                input < node.getInputCount() ? producers.get(node.getInput(input)) : null;
        return producer != null && producer.getOpType().equals(op) ? producer : null;
    }

    /** Returns the number of channels of a float32 feature map; -1 if it is unknown. */
    private int channels(String value) {
        NodeProto producer = producers.get(value);
        if (producer == null) {
            return -1;
        }
        if (producer.getOpType().equals("Add")) {
            return producer.getInputList().stream()
                    .map(producers::get)
                    .filter(one -> one != null && one.getOpType().equals("Conv"))
                    .mapToInt(one -> channels(one.getOutput(0)))
                    .max()
                    .orElse(-1);
        }
        TensorProto weights =
                producer.getOpType().equals("Conv") ? constants.get(producer.getInput(1)) : null;
        return weights == null || weights.getDimsCount() != 4 || weights.getDataType() != FLOAT
                ? -1
                : Math.toIntExact(weights.getDims(0));
    }

    /** Returns the values of a constant of shape [C, 1, 1] or [1, C, 1, 1]; otherwise null. */
    private float @Nullable [] perChannel(String name) {
        float[] values = floats(name);
        if (values == null) {
            return null;
        }
        List<Long> shape = Objects.requireNonNull(constants.get(name)).getDimsList();
        long channels = values.length;
        return shape.equals(List.of(channels, 1L, 1L))
                        || shape.equals(List.of(1L, channels, 1L, 1L))
                ? values
                : null;
    }

    private static boolean hasAttribute(NodeProto node, String name, long value) {
        return node.getAttributeList().stream()
                .anyMatch(one -> one.getName().equals(name) && one.getI() == value);
    }

    /** Returns the values of a constant; null if it is none, or stored in another way. */
    private float @Nullable [] floats(String name) {
        TensorProto tensor = constants.get(name);
        if (tensor == null || tensor.getDataType() != FLOAT || tensor.getRawData().isEmpty()) {
            return null;
        }
        ByteBuffer bytes =
                tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
