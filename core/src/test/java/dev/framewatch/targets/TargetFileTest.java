package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.file.Sha256;
import dev.framewatch.geometry.Box;
import dev.framewatch.json.MissingFields;
import dev.framewatch.model.onnx.GraphProto;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import dev.framewatch.model.onnx.StringStringEntryProto;
import dev.framewatch.model.onnx.TensorProto;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetFileTest {
    private static final byte[] HEAD = LinearHead.onnx(new float[] {4, -4}, -1);

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void aTargetIsWritten() throws IOException {
        file = folder.resolve("anna.target");
        TargetFile.write(file, Targets.face("anna", HEAD, 2), HEAD);
    }

    private static EmbeddedFace face(float x, float... embedding) {
        return new EmbeddedFace(new Face(new Box(x, 0, 10, 10), 0.9f), embedding, 1);
    }

    @Test
    void aWrittenTargetIsReadBackAndScores() {
        try (Target target = TargetFile.read(file)) {
            assertThat(target.manifest()).isEqualTo(Targets.face("anna", HEAD, 2));

            TargetClassifier.Score score =
                    target.detector()
                            .score(
                                    new FrameFeatures(
                                            List.of(face(0, 0, 1), face(50, 1, 0)), List.of()));

            assertThat(score.probability()).isEqualTo((float) (1 / (1 + Math.exp(-3))));
            assertThat(score.region()).isEqualTo(new Box(50, 0, 10, 10));
        }
    }

    @Test
    void aFrameWithoutAFaceHasTheScoreOfTheManifest() {
        try (Target target = TargetFile.read(file)) {
            assertThat(target.detector().score(new FrameFeatures(List.of(), List.of())))
                    .isEqualTo(new TargetClassifier.Score(0.05, null));
        }
    }

    @Test
    void anEmbeddingThatIsNotANumberGivesAScoreThatIsNotANumber() {
        try (Target target = TargetFile.read(file)) {
            FrameFeatures features =
                    new FrameFeatures(List.of(face(0, Float.NaN, 0), face(50, 1, 0)), List.of());

            assertThat(target.detector().score(features).probability()).isNaN();
        }
    }

    @Test
    void theSameTargetIsTheSameFileByteForByte() throws IOException {
        Path again = folder.resolve("again.target");
        TargetFile.write(again, Targets.face("anna", HEAD, 2), HEAD);

        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void aFileCutAnywhereIsRefusedByName() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TargetFile.read(file).close())
                    .isInstanceOf(InvalidTargetException.class)
                    .hasMessageContaining("anna.target");
        }
    }

    @Test
    void aFlippedBitIsRefusedOrHarmless() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i += 13) {
            byte[] altered = whole.clone();
            altered[i] ^= 0x10;
            Files.write(file, altered);
            try (Target target = TargetFile.read(file)) {
                assertThat(target.manifest()).isEqualTo(Targets.face("anna", HEAD, 2));
            } catch (InvalidTargetException e) {
                assertThat(e).hasMessageContaining("anna.target");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\"format\" : 2, \"format\" : 5, format: version 5 was written by a newer Framewatch",
        "\"kind\" : \"face\", \"kind\" : \"smell\", manifest.json",
        "\"noFaceScore\" : 0.05, \"noFaceScore\" : 5, noFaceScore",
        "\"balanced\" : 0.5, \"balanced\" : 7.5, balanced",
        "\"dimensions\" : 2, \"dimensions\" : 3, head.onnx: expects 2 values",
        "\"seed\" : 1, \"sneed\" : 1, seed",
        "\"name\" : \"anna\", \"name\" : \"../anna\", name"
    })
    void aManifestThatIsWrongIsRefusedByField(String from, String to, String message)
            throws IOException {
        rewrite(text -> text.replace(from, to), HEAD);

        assertThatThrownBy(() -> TargetFile.read(file).close())
                .isInstanceOf(InvalidTargetException.class)
                .hasMessageContaining("anna.target")
                .hasMessageContaining(message);
    }

    @Test
    void aManifestThatLacksAFieldIsRefusedByFileAndField() throws IOException {
        AtomicReference<String> manifest = new AtomicReference<>();
        rewrite(
                text -> {
                    manifest.set(text);
                    return text;
                },
                HEAD);
        int fields =
                MissingFields.each(
                        manifest.get(),
                        (name, without) ->
                                assertThatThrownBy(
                                                () -> {
                                                    rewrite(_ -> without, HEAD);
                                                    TargetFile.read(file);
                                                })
                                        .isInstanceOf(InvalidTargetException.class)
                                        .hasMessageContaining("anna.target")
                                        .hasMessageContaining(name));
        assertThat(fields).isGreaterThan(25);
    }

    @Test
    void anotherHeadIsRefused() throws IOException {
        rewrite(text -> text, LinearHead.onnx(new float[] {-4, 4}, 1));

        assertThatThrownBy(() -> TargetFile.read(file).close())
                .hasMessageContaining("head.onnx: altered");
    }

    @Test
    void aHeadThatReadsAnotherFileIsRefused() throws IOException {
        TensorProto outside =
                TensorProto.newBuilder()
                        .setName("weights")
                        .setDataType(1)
                        .addDims(2)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(
                                StringStringEntryProto.newBuilder()
                                        .setKey("location")
                                        .setValue("../../secret"))
                        .build();
        refuseHead(
                GraphProto.newBuilder().addInitializer(outside).build(),
                "are stored in another file");
    }

    @Test
    void aHeadThatLoopsIsRefused() throws IOException {
        NodeProto loop = NodeProto.newBuilder().setOpType("Loop").build();

        refuseHead(GraphProto.newBuilder().addNode(loop).build(), "operator Loop");
    }

    private void refuseHead(GraphProto graph, String message) throws IOException {
        byte[] head = ModelProto.newBuilder().setGraph(graph).build().toByteArray();
        rewrite(text -> text.replace(Sha256.of(HEAD), Sha256.of(head)), head);

        assertThatThrownBy(() -> TargetFile.read(file).close())
                .isInstanceOf(InvalidTargetException.class)
                .hasMessageContaining(message);
    }

    private void rewrite(java.util.function.UnaryOperator<String> change, byte[] head)
            throws IOException {
        String manifest;
        try (var zip = new java.util.zip.ZipFile(file.toFile());
                var in = zip.getInputStream(zip.getEntry("manifest.json"))) {
            manifest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(change.apply(manifest).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("head.onnx"));
            zip.write(head);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, true", "100, false"})
    void whatUnpacksToMoreThanATargetCanHoldIsRefusedUnread(int megabytes, boolean isRead)
            throws IOException {
        byte[] zeros = new byte[megabytes << 20];
        rewrite(text -> text, zeros);

        assertThatThrownBy(() -> TargetFile.read(file).close())
                .isInstanceOf(InvalidTargetException.class)
                .hasMessageContaining("head.onnx")
                .hasMessageContaining(isRead ? "altered" : "unpacks to more");
        assertThat(TargetFile.readManifest(file).name()).isEqualTo("anna");
    }

    @Test
    void moreFilesThanATargetHasAreRefused() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 13; i++) {
                zip.putNextEntry(new ZipEntry("references/%d.png".formatted(i)));
            }
        }

        assertThatThrownBy(() -> TargetFile.read(file).close())
                .isInstanceOf(InvalidTargetException.class)
                .hasMessageContaining("more than 12 files");
    }

    @Test
    void aStoreListsItsTargetsAlsoInTheErrorForAnUnknownOne() {
        TargetStore store = new TargetStore(folder);

        assertThat(store.names()).containsExactly("anna");
        assertThatThrownBy(() -> store.open("berta").close()).hasMessageContaining("anna");
        assertThatThrownBy(() -> store.open("../anna").close()).hasMessageContaining("name");
    }

    @Test
    void aThresholdCanBeChosenByTheRateOfFalseFrames() {
        ThresholdCurve curve = Targets.face("anna", HEAD, 2).thresholds();

        assertThat(curve.at(Threshold.parse("balanced"))).isEqualTo(0.5);
        assertThat(curve.at(Threshold.parse("fmr:0.05"))).isEqualTo(0.8);
        assertThat(curve.at(Threshold.parse("fmr:0.001"))).isEqualTo(1);
        assertThat(curve.at(Threshold.parse("0.3"))).isEqualTo(0.3);
        assertThatThrownBy(() -> Threshold.parse("high")).hasMessageContaining("'high'");
        assertThatThrownBy(() -> Threshold.parse("1.5")).hasMessageContaining("1.5");
    }
}
