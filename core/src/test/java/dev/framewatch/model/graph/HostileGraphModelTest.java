package dev.framewatch.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Untrusted model files: every error names the file and the field. */
class HostileGraphModelTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1000000,1000000]  | float32 | too large",
                "[2147483647,2147483647,2147483647,2147483647,2147483647] | float32 | too large",
                "[-1]               | float32 | negative",
                "[1,1,1,1,1,1,1,1,1]| float32 | more than 8 axes",
                "[1.5]              | float32 | not an integer",
                "[\"many\"]         | float32 | not an integer",
                "3                  | float32 | not an array",
                "[1]                | string  | 'string', which is unsupported",
                "[2]                | float32 | describes 8 bytes of weights, but its shards"
                        + " contain 4",
                "[]                 | uint8   | its shards contain more",
            })
    void invalidWeightsAreRejectedBeforeMemoryIsAllocated(
            String shape, String dtype, String problem) throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[4]);
        String weight = "{\"name\":\"w\",\"shape\":%s,\"dtype\":\"%s\"}".formatted(shape, dtype);

        assertRejected(manifest("\"w.bin\"", weight), "model.json.weightsManifest[0]", problem);
    }

    @Test
    void quantisationIsValidated() throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[4]);
        String ofInts =
                "{\"name\":\"w\",\"shape\":[1],\"dtype\":\"int32\",\"quantization\":{\"dtype\":\"uint8\"}}";
        String unscaled =
                "{\"name\":\"w\",\"shape\":[4],\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint8\"}}";

        assertRejected(manifest("\"w.bin\"", ofInts), "only float32 can be quantised");
        assertRejected(manifest("\"w.bin\"", unscaled), "weights[0].quantization", "'scale'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "sub/w.bin", "", ".", "link.bin", "gone"})
    void shardsOutsideTheModelsFolderAreRejected(String path) throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.write(folder.resolve("sub/w.bin"), new byte[4]);
        Files.write(folder.resolve("target"), new byte[4]);
        Files.createSymbolicLink(folder.resolve("link.bin"), folder.resolve("target"));
        String weight = "{\"name\":\"w\",\"shape\":[1],\"dtype\":\"float32\"}";

        assertRejected(
                manifest("\"" + path + "\"", weight),
                "weightsManifest[0].paths[0]",
                "is not a file next to model.json");
    }

    @Test
    void invalidJsonIsRejected() {
        assertRejected("<html>not found</html>", "model.json is not valid model JSON");
        assertRejected(
                "[".repeat(100_000), "model.json is not valid model JSON", "nested too deeply");
        assertRejected("{\"modelTopology\":{", "model.json is not valid model JSON");
        assertRejected("{}", "model.json has no field 'modelTopology'");
        assertRejected("[1]", "model.json has no field 'modelTopology'");
    }

    @Test
    void layersModelsAreRejected() {
        assertRejected("{\"format\":\"layers-model\"}", "model.json.format", "only graph models");
    }

    @Test
    void nodesAreValidated() {
        assertRejected(topology("{\"op\":\"Relu\"}"), "modelTopology.node[0]", "'name'");
        assertRejected(topology("{\"name\":1,\"op\":\"Relu\"}"), "node[0].name is not a string");
        assertRejected(
                topology("{\"name\":\"a\",\"op\":\"b\"},{\"name\":\"a\",\"op\":\"b\"}"),
                "node[1]: 'a' occurs twice");
    }

    @Test
    void scriptsAreReadWithoutBeingExecuted() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("w", new int[] {1}, 5)
                        .node("y", "Add", List.of("x", "w"));
        String literal =
                graph.json("shard")
                        .replace("{\"format\":", "{format:")
                        .replace("\"modelTopology\":", "flags:[!0,!1],modelTopology:");
        Files.writeString(
                folder.resolve("model.min.js"),
                "alert(1);e.exports=" + literal + "},{}]},{},[1]);");
        Files.writeString(
                folder.resolve("shard.min.js"),
                "e.exports=\"" + Base64.getEncoder().encodeToString(graph.shard()) + "\"},{}");

        GraphModel model = GraphModel.read(folder.resolve("model.min.js"));

        assertThat(model.constant("w"))
                .isInstanceOfSatisfying(
                        Weight.Floats.class, w -> assertThat(w.values()).containsExactly(5));
    }

    @Test
    void malformedScriptsAreRejected() throws IOException {
        Path script = folder.resolve("model.min.js");
        Files.writeString(script, "alert(1)");
        assertThatThrownBy(() -> GraphModel.read(script))
                .hasMessage("model.min.js contains no model");
        Files.writeString(script, "e.exports={format:\"graph-model\",a:{");
        assertThatThrownBy(() -> GraphModel.read(script)).hasMessage("model.min.js is truncated");
    }

    private static String manifest(String paths, String weights) {
        return "{\"modelTopology\":{\"node\":[]},\"weightsManifest\":[{\"paths\":[%s],\"weights\":[%s]}]}"
                .formatted(paths, weights);
    }

    private static String topology(String nodes) {
        return "{\"modelTopology\":{\"node\":[%s]},\"weightsManifest\":[]}".formatted(nodes);
    }

    private void assertRejected(String json, String... words) {
        assertThatThrownBy(() ->
                        GraphModel.read(Files.writeString(folder.resolve("model.json"), json)))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(words);
    }
}
