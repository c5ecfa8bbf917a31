package dev.framewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.framewatch.error.ModelException;
import dev.framewatch.home.Home;
import dev.framewatch.json.MissingFields;
import dev.framewatch.model.graph.GraphModel;
import dev.framewatch.model.graph.GraphModelConverter;
import dev.framewatch.model.graph.Subgraph;
import dev.framewatch.model.graph.TinyGraph;
import dev.framewatch.model.onnx.AttributeProto;
import dev.framewatch.model.onnx.FunctionProto;
import dev.framewatch.model.onnx.GraphProto;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import dev.framewatch.model.onnx.TensorProto;
import dev.framewatch.testing.Tutorial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models added by the user from a file. */
class UserModelsTest {
    private static final Preprocessing AS_YUNET =
            new Preprocessing(0, ModelInput.ChannelOrder.BGR, List.of(0f, 0f, 0f), 1, 1);
    private static final Preprocessing AS_EMBEDDING =
            new Preprocessing(
                    8,
                    ModelInput.ChannelOrder.RGB,
                    List.of(127.5f, 127.5f, 127.5f),
                    1 / 128f,
                    1.25);

    @TempDir Path folder;

    @Test
    void realYuNetIsAccepted() throws Exception {
        Model yunet = store().add(Tutorial.yunet(), "yunet", OutputFormat.YUNET, AS_YUNET);

        assertThat(yunet.role()).isEqualTo(ModelRole.FACE_DETECTOR);
        assertThat(yunet.input().description()).isEqualTo("640x640 BGR");
        assertThat(yunet.input().layout()).isEqualTo(ModelInput.Layout.NCHW);
        assertThat(store().model("yunet")).isEqualTo(yunet);
        assertThat(store().obtain(yunet, ProgressListener.SILENT))
                .hasSameBinaryContentAs(Tutorial.yunet());
    }

    @Test
    void truncatedYuNetIsRejected() throws Exception {
        byte[] whole = Files.readAllBytes(Tutorial.yunet());

        for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
            assertRejected(Arrays.copyOf(whole, length), OutputFormat.YUNET, "candidate.onnx");
        }
    }

    @Test
    void yuNetIsNotAnEmbedding() throws Exception {
        assertRejected(
                Files.readAllBytes(Tutorial.yunet()),
                OutputFormat.FACE_VECTOR,
                "12 outputs instead of one");
    }

    @Test
    void embeddingIsAcceptedAndDescribed() throws Exception {
        Path file = Files.write(folder.resolve("e.onnx"), embedding().toByteArray());

        Model model = store().add(file, "mine", OutputFormat.FACE_VECTOR, AS_EMBEDDING);

        assertThat(model.input().description()).isEqualTo("8x8 RGB - 127.5, / 128, face x 1.25");
        assertThat(store().models()).extracting(Model::id).contains("faceres", "mine");
        assertThat(store().status())
                .filteredOn(status -> status.model().id().equals("mine"))
                .extracting(ModelStatus::state)
                .containsExactly(ModelStatus.State.READY);
    }

    @Test
    void perChannelDeviationBecomesPartOfTheModel() throws Exception {
        Path file = Files.write(folder.resolve("e.onnx"), embedding().toByteArray());
        List<Float> std = List.of(0.5f, 0.25f, 2f);
        Preprocessing plain =
                new Preprocessing(8, ModelInput.ChannelOrder.RGB, List.of(0f, 0f, 0f), 1, 1);
        Preprocessing divided =
                new Preprocessing(8, ModelInput.ChannelOrder.RGB, List.of(0f, 0f, 0f), 1, std, 1);

        Model without = store().add(file, "without", OutputFormat.FACE_VECTOR, plain);
        Model with = store().add(file, "with", OutputFormat.FACE_VECTOR, divided);

        float[] image = new float[8 * 8 * 3];
        float[] normalized = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = i % 17 - 8;
            normalized[i] = image[i] / std.get(channel(with, i));
        }
        assertThat(run(with, image)).containsExactly(run(without, normalized), within(1e-3f));
        assertThat(run(with, normalized)).isNotEqualTo(run(without, normalized));
    }

    @Test
    void denormalWeightsBecomeZero() throws Exception {
        ModelProto.Builder model = embedding().toBuilder();
        GraphProto.Builder graph = model.getGraphBuilder();
        int bias = 0;
        while (!graph.getInitializer(bias).getName().equals("b")) {
            bias++;
        }
        ByteBuffer weights = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        weights.putFloat(1).putFloat(1e-40f).putFloat(3);
        graph.getInitializerBuilder(bias).setRawData(ByteString.copyFrom(weights.array()));
        Path file = Files.write(folder.resolve("e.onnx"), model.build().toByteArray());

        Model added = store().add(file, "mine", OutputFormat.FACE_VECTOR, AS_EMBEDDING);

        assertThat(run(added, new float[8 * 8 * 3])).containsExactly(1, 0, 3);
    }

    private static int channel(Model model, int index) {
        return model.input().layout() == ModelInput.Layout.NHWC ? index % 3 : index / 64;
    }

    private float[] run(Model model, float[] image) throws Exception {
        byte[] onnx = Files.readAllBytes(store().obtain(model, ProgressListener.SILENT));
        long[] shape =
                model.input().layout() == ModelInput.Layout.NHWC
                        ? new long[] {1, 8, 8, 3}
                        : new long[] {1, 3, 8, 8};
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession session = environment.createSession(onnx);
                OnnxTensor in =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape);
                OrtSession.Result out = session.run(Map.of(model.input().name(), in))) {
            return ((float[][]) out.get(0).getValue())[0];
        }
    }

    @Test
    void invalidDeviationsAreRejected() {
        for (List<Float> std : List.of(List.of(1f, 0f, 1f), List.of(1f), List.of(1f, -1f, 1f))) {
            assertThatThrownBy(() ->
                            new Preprocessing(
                                    8, ModelInput.ChannelOrder.RGB, List.of(0f, 0f, 0f), 1, std, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("std needs three numbers greater than 0");
        }
    }

    @Test
    void changedFileIsRejectedByName() throws Exception {
        Path file = Files.write(folder.resolve("e.onnx"), embedding().toByteArray());
        Model model = store().add(file, "mine", OutputFormat.FACE_VECTOR, AS_EMBEDDING);
        Path copy = store().obtain(model, ProgressListener.SILENT);
        byte[] content = Files.readAllBytes(copy);
        content[content.length - 1] ^= 1;
        Files.write(copy, content);

        assertThatThrownBy(() -> store().obtain(model, ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(
                        "model 'mine'",
                        copy.toString(),
                        model.sha256(),
                        "remove the model and import the file again");
        Files.delete(copy);
        assertThatThrownBy(() -> store().obtain(model, ProgressListener.SILENT))
                .hasMessageContainingAll("model 'mine'", "is missing");
    }

    @Test
    void idsAreUnique() throws Exception {
        Path file = Files.write(folder.resolve("e.onnx"), embedding().toByteArray());
        store().add(file, "mine", OutputFormat.FACE_VECTOR, AS_EMBEDDING);

        assertThatThrownBy(() -> store().add(file, "mine", OutputFormat.FACE_VECTOR, AS_EMBEDDING))
                .hasMessageContaining("model 'mine' already exists");
        assertThatThrownBy(
                        () -> store().add(file, "faceres", OutputFormat.FACE_VECTOR, AS_EMBEDDING))
                .hasMessageContaining("'faceres' is the id of a catalogue model");
        assertThatThrownBy(() -> store().remove("faceres"))
                .hasMessageContaining("only imported models can be removed");

        store().remove("mine");

        assertThat(store().models()).extracting(Model::id).doesNotContain("mine");
        assertThat(folder.resolve("models/mine.onnx")).doesNotExist();
    }

    @Test
    void invalidIdsAreRejected() throws Exception {
        Path file = Files.write(folder.resolve("e.onnx"), embedding().toByteArray());

        for (String id : List.of("../up", "a/b", "", "UPPER", ".hidden")) {
            assertThatThrownBy(() -> store().add(file, id, OutputFormat.FACE_VECTOR, AS_EMBEDDING))
                    .hasMessageContaining("invalid model id '" + id + "'");
        }
        assertThat(folder.resolve("up.onnx")).doesNotExist();
    }

    @Test
    void externalWeightsAreRejected() throws Exception {
        ModelProto.Builder model = embedding().toBuilder();
        TensorProto.Builder first = model.getGraphBuilder().getInitializerBuilder(0);
        first.setDataLocation(TensorProto.DataLocation.EXTERNAL);

        assertRejected(
                model.build().toByteArray(), OutputFormat.FACE_VECTOR, "is stored in another file");
        assertRejected(
                with(graph ->
                        graph.addNode(constant(TensorProto.newBuilder().mergeFrom(first.build())))),
                OutputFormat.FACE_VECTOR,
                "is stored in another file");
    }

    @Test
    void customCodeIsRejected() throws Exception {
        assertRejected(
                with(graph -> graph.getNodeBuilder(0).setDomain("com.example")),
                OutputFormat.FACE_VECTOR,
                "domain 'com.example'");
        assertRejected(
                with(graph ->
                        graph.addNode(
                                NodeProto.newBuilder()
                                        .setOpType("If")
                                        .addAttribute(
                                                AttributeProto.newBuilder().setG(foreign())))),
                OutputFormat.FACE_VECTOR,
                "domain 'com.example'");
        assertRejected(
                embedding().toBuilder()
                        .addFunctions(FunctionProto.newBuilder().setName("f"))
                        .build()
                        .toByteArray(),
                OutputFormat.FACE_VECTOR,
                "functions");
    }

    @Test
    void sparseWeightsAreRejected() throws Exception {
        UnknownFieldSet sparse =
                UnknownFieldSet.newBuilder()
                        .addField(15, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build();

        assertRejected(
                with(graph -> graph.setUnknownFields(sparse)), OutputFormat.FACE_VECTOR, "sparse");
    }

    @Test
    void garbageIsRejected() throws Exception {
        assertRejected(
                "<html>".repeat(100).getBytes(StandardCharsets.UTF_8),
                OutputFormat.YUNET,
                "candidate.onnx");
        assertRejected(new byte[1000], OutputFormat.YUNET, "candidate.onnx");
    }

    @Test
    void modelThatCannotRunIsRejected() throws Exception {
        assertRejected(
                with(graph -> graph.getNodeBuilder(0).setOpType("NoSuchOperation")),
                OutputFormat.FACE_VECTOR,
                "cannot be run");
    }

    @Test
    void inputsAndOutputsMustMatchTheRole() throws Exception {
        assertRejected(embedding().toByteArray(), OutputFormat.YUNET, "lacks the outputs bbox_16");
        assertRejected(
                with(graph -> graph.addInput(graph.getInput(0).toBuilder().setName("second"))),
                OutputFormat.FACE_VECTOR,
                "2 inputs");
        Path file = Files.write(folder.resolve("e.onnx"), embedding().toByteArray());
        Preprocessing sizeless =
                new Preprocessing(0, ModelInput.ChannelOrder.RGB, AS_EMBEDDING.mean(), 1, 1);
        assertThatThrownBy(() -> store().add(file, "mine", OutputFormat.FACE_VECTOR, sizeless))
                .hasMessageContaining("its input has a variable width");
    }

    @Test
    void brokenListIsNamed() throws Exception {
        Path list = Files.createDirectories(folder.resolve("models")).resolve("models.json");
        for (String content :
                List.of("{", "{}", "{\"models\":[{}]}", "{\"models\":[null]}", "{\"other\":1}")) {
            Files.writeString(list, content);
            assertThatThrownBy(() -> store().models())
                    .as(content)
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(list.toString());
        }
    }

    @Test
    void aListThatLacksAFieldIsRefusedByFileAndField() throws Exception {
        Path file = Files.write(folder.resolve("candidate.onnx"), embedding().toByteArray());
        store().add(file, "mine", OutputFormat.FACE_VECTOR, AS_EMBEDDING);
        Path list = folder.resolve("models/models.json");
        int fields =
                MissingFields.each(
                        Files.readString(list),
                        (name, without) ->
                                assertThatThrownBy(
                                                () -> {
                                                    Files.writeString(list, without);
                                                    store().models();
                                                })
                                        .isInstanceOf(ModelException.class)
                                        .hasMessageContaining(list.toString())
                                        .hasMessageContaining("'" + name + "'"));
        assertThat(fields).isEqualTo(17);
    }

    private void assertRejected(byte[] content, OutputFormat outputFormat, String... words)
            throws IOException {
        Path file = Files.write(folder.resolve("candidate.onnx"), content);
        Preprocessing preprocessing = outputFormat == OutputFormat.YUNET ? AS_YUNET : AS_EMBEDDING;
        assertThatThrownBy(() -> store().add(file, "candidate", outputFormat, preprocessing))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(words);
        assertThat(folder.resolve("models")).doesNotExist();
    }

    private byte[] with(Consumer<GraphProto.Builder> change) throws IOException {
        ModelProto.Builder model = embedding().toBuilder();
        change.accept(model.getGraphBuilder());
        return model.build().toByteArray();
    }

    private static GraphProto foreign() {
        return GraphProto.newBuilder()
                .addNode(NodeProto.newBuilder().setOpType("Evil").setDomain("com.example"))
                .build();
    }

    private static NodeProto constant(TensorProto.Builder tensor) {
        return NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput("c")
                .addAttribute(
                        AttributeProto.newBuilder()
                                .setName("value")
                                .setType(AttributeProto.AttributeType.TENSOR)
                                .setT(tensor))
                .build();
    }

    /** Returns a model that maps [N,H,W,3] to the mean of each channel plus a constant, [N,3]. */
    private ModelProto embedding() throws IOException {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .ints("axes", new int[] {2}, 1, 2)
                        .floats("b", new int[] {3}, 1, 2, 3)
                        .node("mean", "Mean", List.of("x", "axes"))
                        .node("y", "Add", List.of("mean", "b"));
        Files.write(folder.resolve("w.bin"), graph.shard());
        Path json = Files.writeString(folder.resolve("embedding.json"), graph.json("w.bin"));
        return GraphModelConverter.convert(
                GraphModel.read(json),
                new Subgraph(
                        "x",
                        List.of(Subgraph.ANY, Subgraph.ANY, Subgraph.ANY, 3),
                        List.of(Subgraph.Output.of("y", "embedding"))));
    }

    private ModelStore store() {
        return new ModelStore(new Home(folder, folder.resolve("cache")), Npm.on(""));
    }
}
