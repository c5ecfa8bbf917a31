package dev.framewatch.model;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.framewatch.error.ModelException;
import dev.framewatch.model.ModelInput.Layout;
import dev.framewatch.model.onnx.AttributeProto;
import dev.framewatch.model.onnx.GraphProto;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import dev.framewatch.model.onnx.TensorProto;
import dev.framewatch.model.onnx.TypeProto;
import dev.framewatch.model.onnx.ValueInfoProto;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An untrusted ONNX file, inspected without running it. Rejects files that are truncated or
 * malformed, that reference other files (external data), or that require custom code (functions,
 * custom domains).
 */
final class OnnxFile {
    private static final int FLOAT = 1;
    private static final int SPARSE_INITIALIZERS = 15;
    private static final int SPARSE_TENSOR = 22;
    private static final int SPARSE_TENSORS = 23;
    private static final int OPEN = -1;

    private final Path file;
    private final GraphProto graph;

    private OnnxFile(Path file, GraphProto graph) {
        this.file = file;
        this.graph = graph;
    }

    /** Parses a model that was validated before. */
    static ModelProto parseValidated(byte[] onnx) throws ModelException {
        try {
            return ModelProto.parseFrom(onnx);
        } catch (InvalidProtocolBufferException e) {
            throw new ModelException("not a valid ONNX file: " + e.getMessage(), e);
        }
    }

    static OnnxFile parse(Path file, byte[] content) throws ModelException {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new ModelException(file + " is not a whole ONNX file: " + e.getMessage(), e);
        }
        OnnxFile onnx = new OnnxFile(file, model.getGraph());
        if (model.getGraph().getNodeCount() == 0) {
            throw onnx.refused("it is not an ONNX file, or has no operations");
        }
        if (model.getFunctionsCount() > 0) {
            throw onnx.refused("it defines custom functions");
        }
        onnx.check(model.getGraph());
        return onnx;
    }

    /**
     * Checks a graph and its subgraphs. The recursion is bounded, because the parser limits
     * nesting.
     */
    private void check(GraphProto part) throws ModelException {
        if (part.getUnknownFields().hasField(SPARSE_INITIALIZERS)) {
            throw refused("it has sparse weights");
        }
        for (TensorProto tensor : part.getInitializerList()) {
            check(tensor);
        }
        for (NodeProto node : part.getNodeList()) {
            if (!node.getDomain().isEmpty() && !node.getDomain().equals("ai.onnx")) {
                throw refused(
                        "operation "
                                + node.getOpType()
                                + " has the domain '"
                                + node.getDomain()
                                + "'; only standard operations are supported");
            }
            for (AttributeProto attribute : node.getAttributeList()) {
                check(attribute);
            }
        }
    }

    private void check(AttributeProto attribute) throws ModelException {
        if (attribute.getUnknownFields().hasField(SPARSE_TENSOR)
                || attribute.getUnknownFields().hasField(SPARSE_TENSORS)) {
            throw refused("it has sparse weights");
        }
        if (attribute.hasT()) {
            check(attribute.getT());
        }
        for (TensorProto tensor : attribute.getTensorsList()) {
            check(tensor);
        }
        if (attribute.hasG()) {
            check(attribute.getG());
        }
        for (GraphProto inner : attribute.getGraphsList()) {
            check(inner);
        }
    }

    private void check(TensorProto tensor) throws ModelException {
        if (tensor.getDataLocation() != TensorProto.DataLocation.DEFAULT
                || tensor.getExternalDataCount() > 0) {
            throw refused(
                    "weight '"
                            + tensor.getName()
                            + "' is stored in another file; save the model as a single file");
        }
    }

    /**
     * Returns the model's input, after checking that inputs and outputs match the output format.
     */
    ModelInput input(OutputFormat outputFormat, Preprocessing preprocessing) throws ModelException {
        switch (outputFormat) {
            case YUNET -> requireOutputs(yunetOutputs());
            case FACE_VECTOR -> requireVectors(1);
            case SCENE_VECTORS -> requireVectors(Integer.MAX_VALUE);
            case FACEBOXES, FACE_MESH, ALIGNED_FACE_VECTOR, SCENE_REGIONS ->
                    throw new ModelException(
                            "%s models are available from the catalogue only"
                                    .formatted(outputFormat));
        }
        ValueInfoProto input = onlyInput();
        List<Integer> shape = shape(input);
        if (type(input).getElemType() != FLOAT || shape.size() != 4) {
            throw refused("its input '" + input.getName() + "' is not a float tensor of rank 4");
        }
        if (shape.getFirst() != OPEN && shape.getFirst() != 1) {
            throw refused("its batch size is " + shape.getFirst() + " instead of 1");
        }
        Layout layout = layout(shape);
        int height = shape.get(layout == Layout.NHWC ? 1 : 2);
        int width = shape.get(layout == Layout.NHWC ? 2 : 3);
        try {
            return new ModelInput(
                    input.getName(),
                    side("width", width, preprocessing),
                    side("height", height, preprocessing),
                    1,
                    layout,
                    preprocessing.colours(),
                    preprocessing.mean(),
                    preprocessing.scale(),
                    preprocessing.crop());
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage() == null ? "its input is invalid" : e.getMessage());
        }
    }

    private Layout layout(List<Integer> shape) throws ModelException {
        if (shape.get(1) == 3 && shape.get(3) != 3) {
            return Layout.NCHW;
        }
        if (shape.get(3) == 3 && shape.get(1) != 3) {
            return Layout.NHWC;
        }
        throw refused("its input " + shape + " is neither [N,3,H,W] nor [N,H,W,3]");
    }

    private int side(String name, int length, Preprocessing preprocessing) throws ModelException {
        int chosen = preprocessing.size();
        if (length == OPEN && chosen == 0) {
            throw refused("its input has a variable " + name + ": a size is required");
        }
        if (length != OPEN && chosen != 0 && length != chosen) {
            throw refused("the " + name + " of its input is " + length + ", not " + chosen);
        }
        return length == OPEN ? chosen : length;
    }

    private ValueInfoProto onlyInput() throws ModelException {
        Set<String> weights = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> weights.add(tensor.getName()));
        List<ValueInfoProto> inputs =
                graph.getInputList().stream()
                        .filter(input -> !weights.contains(input.getName()))
                        .toList();
        if (inputs.size() != 1) {
            throw refused("it has " + inputs.size() + " inputs instead of one");
        }
        return inputs.getFirst();
    }

    private void requireOutputs(List<String> required) throws ModelException {
        Set<String> missing = new HashSet<>(required);
        graph.getOutputList().forEach(output -> missing.remove(output.getName()));
        if (!missing.isEmpty()) {
            throw refused(
                    "it is not a YuNet model: it lacks the outputs "
                            + String.join(", ", missing.stream().sorted().toList()));
        }
    }

    private void requireVectors(int maxOutputs) throws ModelException {
        if (graph.getOutputCount() == 0 || graph.getOutputCount() > maxOutputs) {
            throw refused("it has " + graph.getOutputCount() + " outputs instead of one");
        }
        for (ValueInfoProto output : graph.getOutputList()) {
            List<Integer> shape = shape(output);
            if (type(output).getElemType() != FLOAT || shape.size() != 2) {
                throw refused(
                        "its output '" + output.getName() + "' is not one float vector per image");
            }
        }
    }

    private static List<String> yunetOutputs() {
        return List.of("cls", "obj", "bbox", "kps").stream()
                .flatMap(name -> List.of(8, 16, 32).stream().map(stride -> name + "_" + stride))
                .toList();
    }

    private static TypeProto.Tensor type(ValueInfoProto value) {
        return value.getType().getTensorType();
    }

    private static List<Integer> shape(ValueInfoProto value) {
        return type(value).getShape().getDimList().stream()
                .map(axis ->
                        axis.hasDimValue() ? Math.clamp(axis.getDimValue(), OPEN, 1 << 20) : OPEN)
                .toList();
    }

    private ModelException refused(String problem) {
        return new ModelException("refused " + file + ": " + problem);
    }
}
