package dev.framewatch.model;

import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.graph.GraphModel;
import dev.framewatch.model.graph.GraphModelConverter;
import dev.framewatch.model.graph.Subgraph;
import dev.framewatch.model.graph.TinyGraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A catalogue model of a few hundred bytes, and the tarball it comes in. */
final class TinyModel {
    private static final Subgraph SUBGRAPH =
            new Subgraph("x", List.of(Subgraph.ANY), List.of(Subgraph.Output.of("y", "y")));

    private TinyModel() {}

    static byte[] tarball() throws IOException {
        return new FakeNpm.Tar()
                .file("package/package.json", "{}".getBytes(StandardCharsets.UTF_8))
                .file("package/models/tiny.json", json())
                .file("package/models/tiny.bin", graph().shard())
                .gzipped();
    }

    /** Returns the model as a catalogue entry that pins the given tarball. */
    static Model model(byte[] tarball) throws IOException {
        Path folder = Files.createTempDirectory("tiny");
        Files.write(folder.resolve("tiny.bin"), graph().shard());
        Path json = Files.write(folder.resolve("tiny.json"), json());
        byte[] onnx = GraphModelConverter.convert(GraphModel.read(json), SUBGRAPH).toByteArray();
        DurableFiles.deleteTree(folder);
        return new Model(
                "tiny",
                OutputFormat.FACE_VECTOR,
                "a test",
                "MIT",
                "",
                new ModelInput(
                        "input",
                        1,
                        1,
                        1,
                        ModelInput.Layout.NHWC,
                        ModelInput.ChannelOrder.RGB,
                        List.of(0f, 0f, 0f),
                        1,
                        1),
                new Model.Packaged(
                        new NpmPackage("tiny", "1.0.0", tarball.length, Sha256.of(tarball)),
                        List.of(
                                packageFile("models/tiny.json", json()),
                                packageFile("models/tiny.bin", graph().shard())),
                        SUBGRAPH),
                onnx.length,
                Sha256.of(onnx));
    }

    private static PackageFile packageFile(String path, byte[] content) {
        return new PackageFile(path, content.length, Sha256.of(content));
    }

    private static byte[] json() {
        return graph().json("tiny.bin").getBytes(StandardCharsets.UTF_8);
    }

    private static TinyGraph graph() {
        return TinyGraph.withInput("x")
                .floats("w", new int[] {2}, 1, 2)
                .node("y", "Add", List.of("x", "w"));
    }
}
