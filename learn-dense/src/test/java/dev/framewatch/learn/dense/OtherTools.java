package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.testing.Programs;
import dev.framewatch.testing.Programs.Ended;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What other people open heads with; tests that need one of these are skipped without it. */
final class OtherTools {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String NODE_PACKAGE = "onnxruntime-node@1.22.0";
    private static final String CHECK =
            "import onnx, sys\n"
                    + "onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True)\n";
    private static final String SCORE =
            """
            const fs = require('fs');
            const ort = require('onnxruntime-node');
            (async () => {
              const [model, rows, columns] = process.argv.slice(2);
              const bytes = fs.readFileSync(rows);
              const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
              const session = await ort.InferenceSession.create(model);
              const features = new ort.Tensor('float32', values, [values.length / columns, +columns]);
              const { score } = await session.run({ features });
              console.log(score.dims.join(' '));
              console.log(Array.from(score.data).join(' '));
            })();
            """;

    private OtherTools() {}

    /** What the ONNX project's own checker has against a file; empty when nothing. */
    static String onnxChecker(Path onnx) throws IOException, InterruptedException {
        assumeTrue(
                Programs.run(PYTHON + " -c %s", "import onnx").status() == 0,
                "Debian's python3-onnx is not installed here");
        Ended ended = Programs.run(PYTHON + " -c %s %s", CHECK, onnx);
        return ended.status() == 0 ? "" : "failed: " + ended.text();
    }

    /** The scores of rows in onnxruntime-node, which is fetched into the folder first. */
    static double[] scoresInNode(Path folder, Path onnx, List<float[]> rows)
            throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("score.js"), SCORE);
        if (!Files.exists(folder.resolve("node_modules"))) {
            fetch(folder);
        }
        int columns = rows.getFirst().length;
        ByteBuffer bytes =
                ByteBuffer.allocate(rows.size() * columns * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        rows.forEach(row -> {
            for (float number : row) {
                bytes.putFloat(number);
            }
        });
        Path values = Files.write(folder.resolve("rows"), bytes.array());
        List<String> lines =
                Programs.output(
                                "env ORT_DISABLE_TELEMETRY=1 node %s %s %s %s",
                                script, onnx, values, columns)
                        .lines()
                        .toList();
        assertThat(lines.getFirst()).isEqualTo(rows.size() + " 1");
        return List.of(lines.getLast().split(" ")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void fetch(Path folder) throws IOException, InterruptedException {
        Ended npm =
                Programs.run(
                        "npm install %s --prefix=%s --ignore-scripts --no-audit --no-fund"
                                + " --fetch-retries=1 --loglevel=error",
                        NODE_PACKAGE, folder);
        assumeTrue(npm.status() == 0, NODE_PACKAGE + " cannot be fetched: " + npm.text());
    }
}
