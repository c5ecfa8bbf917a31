package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.BoundedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a TensorFlow Lite model with float32 weights. Its operators become the nodes that they were
 * made from, so that one converter serves both formats. Every node has the name of the tensor that
 * it computes. The batch size, which is fixed in such a file, becomes variable.
 */
final class TfLiteReader {
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_ITEMS = 20_000;
    private static final int MAX_RANK = 8;

    // TensorType
    private static final int FLOAT32 = 0;
    private static final int INT32 = 2;

    private final String name;
    private final List<FlatBufferTable> buffers;
    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
    private final Map<String, Weight> weights = new HashMap<>();
    private long unclaimedBytes;

    private record Tensor(String name, int[] shape, int type, int buffer, String path) {}

    private TfLiteReader(String name, List<FlatBufferTable> buffers, long bytes) {
        this.name = name;
        this.buffers = buffers;
        this.unclaimedBytes = bytes;
    }

    static GraphModel read(Path file) throws IOException {
        return read(file.getFileName().toString(), BoundedFile.bytes(file, MAX_BYTES));
    }

    /**
     * Reads a model.
     *
     * @param name of the file, for error messages
     * @throws ModelException if the file is damaged, or uses what is not supported; the message
     *     names the table
     */
    static GraphModel read(String name, byte[] content) throws ModelException {
        FlatBufferTable model = FlatBufferTable.root(content, "TFL3", name);
        List<FlatBufferTable> subgraphs = model.tables(2, "subgraphs", MAX_ITEMS);
        if (subgraphs.size() != 1) {
            throw new ModelException(name + " has " + subgraphs.size() + " subgraphs, not one");
        }
        List<FlatBufferTable> codes = model.tables(1, "operator_codes", MAX_ITEMS);
        List<FlatBufferTable> buffers = model.tables(4, "buffers", MAX_ITEMS);
        return new TfLiteReader(name, buffers, content.length).read(subgraphs.getFirst(), codes);
    }

    private GraphModel read(FlatBufferTable graph, List<FlatBufferTable> codes)
            throws ModelException {
        Set<String> names = new HashSet<>();
        for (FlatBufferTable table : graph.tables(0, "tensors", MAX_ITEMS)) {
            int[] shape = table.ints(0, MAX_RANK);
            Tensor tensor =
                    new Tensor(
                            table.text(3),
                            shape,
                            table.byteValue(1, 0),
                            table.intValue(2, 0),
                            table.path());
            if (!names.add(tensor.name)) {
                throw new ModelException(table.path() + ": '" + tensor.name + "' occurs twice");
            }
            tensors.add(tensor);
        }
        int batch = 0;
        for (int input : graph.ints(1, MAX_ITEMS)) {
            Tensor tensor = tensor(graph, input);
            batch = tensor.shape.length == 0 ? 0 : tensor.shape[0];
            define(new GraphNode(tensor.name, "Placeholder", List.of(), Map.of()), tensor.path);
        }
        for (FlatBufferTable table : graph.tables(3, "operators", MAX_ITEMS)) {
            define(operator(table, codes, batch));
        }
        return new GraphModel(name, nodes, weights);
    }

    private TfLiteOperator operator(FlatBufferTable table, List<FlatBufferTable> codes, int batch)
            throws ModelException {
        int index = table.intValue(0, 0);
        int[] outputs = table.ints(2, MAX_ITEMS);
        if (index < 0 || index >= codes.size() || outputs.length != 1) {
            throw new ModelException(
                    table.path() + " has no valid operator code, or not exactly one output");
        }
        FlatBufferTable code = codes.get(index);
        List<String> inputs = new ArrayList<>();
        for (int input : table.ints(1, MAX_ITEMS)) {
            Tensor tensor = tensor(table, input);
            constant(tensor);
            inputs.add(tensor.name);
        }
        // files of before 2020 store the code in a byte
        int builtin = Math.max(code.byteValue(0, 0), code.intValue(3, 0));
        return new TfLiteOperator(
                table, builtin, tensor(table, outputs[0]).name, inputs, batch, weights);
    }

    private void define(TfLiteOperator operator) throws ModelException {
        for (GraphNode node : operator.nodes()) {
            define(node, operator.table().path());
        }
    }

    private void define(GraphNode node, String path) throws ModelException {
        if (nodes.put(node.name(), node) != null) {
            throw new ModelException(path + ": '" + node.name() + "' is computed twice");
        }
    }

    private Tensor tensor(FlatBufferTable user, int index) throws ModelException {
        if (index < 0 || index >= tensors.size()) {
            throw new ModelException(user.path() + " refers to the tensor " + index);
        }
        return tensors.get(index);
    }

    /** Reads the constant in a tensor, if it is one. */
    private void constant(Tensor tensor) throws ModelException {
        if (nodes.containsKey(tensor.name)) {
            return;
        }
        if (tensor.buffer < 0 || tensor.buffer >= buffers.size()) {
            throw new ModelException(tensor.path + " refers to the buffer " + tensor.buffer);
        }
        ByteBuffer content = buffers.get(tensor.buffer).vector(0, 1);
        if (!content.hasRemaining()) {
            return; // an operator computes it
        }
        // several tensors may claim one buffer, so the sum is limited, not each
        unclaimedBytes -= content.remaining();
        long elements = elements(tensor);
        if (unclaimedBytes < 0 || content.remaining() != elements * Integer.BYTES) {
            throw new ModelException(
                    "%s: the shape %s does not match its %d bytes"
                            .formatted(
                                    tensor.path,
                                    Arrays.toString(tensor.shape),
                                    content.remaining()));
        }
        weights.put(tensor.name, weight(tensor, content, (int) elements));
        define(new GraphNode(tensor.name, "Const", List.of(), Map.of()), tensor.path);
    }

    private static Weight weight(Tensor tensor, ByteBuffer content, int elements)
            throws ModelException {
        return switch (tensor.type) {
            case FLOAT32 -> {
                float[] values = new float[elements];
                content.asFloatBuffer().get(values);
                yield new Weight.Floats(tensor.shape, values);
            }
            case INT32 -> {
                int[] values = new int[elements];
                content.asIntBuffer().get(values);
                yield new Weight.Ints(tensor.shape, values);
            }
            default ->
                    throw new ModelException(
                            "%s has the type %d; only float32 and int32 are supported"
                                    .formatted(tensor.path, tensor.type));
        };
    }

    private static long elements(Tensor tensor) throws ModelException {
        long elements = 1;
        for (int axis : tensor.shape) {
            elements *= axis; // cannot overflow: below 2^28 * 2^31
            if (axis < 0 || elements > MAX_BYTES) {
                throw new ModelException(
                        tensor.path + ".shape " + Arrays.toString(tensor.shape) + " is invalid");
            }
        }
        return elements;
    }
}
