package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

    private record Ended(int status, String out) {}

    /** What the ONNX project's own checker has against a file; empty when nothing. */
    static String onnxChecker(Path onnx) throws IOException, InterruptedException {
        boolean here =
                Files.isExecutable(Path.of(PYTHON))
                        && run(List.of(PYTHON, "-c", "import onnx")).status == 0;
        assumeTrue(here, "Debian's python3-onnx is not installed here");
        Ended ended = run(List.of(PYTHON, "-c", CHECK, onnx.toString()));
        return ended.status == 0 ? "" : "failed: " + ended.out;
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
        Ended ended =
                run(
                        List.of(
                                "node",
                                script.toString(),
                                onnx.toString(),
                                values.toString(),
                                String.valueOf(columns)));
        assertThat(ended.status).as(ended.out).isZero();
        List<String> lines = ended.out.lines().toList();
        assertThat(lines.getFirst()).isEqualTo(rows.size() + " 1");
        return List.of(lines.getLast().split(" ")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void fetch(Path folder) throws IOException, InterruptedException {
        Ended npm;
        try {
            npm =
                    run(
                            List.of(
                                    "npm",
                                    "install",
                                    NODE_PACKAGE,
                                    "--prefix=" + folder,
                                    "--ignore-scripts",
                                    "--no-audit",
                                    "--no-fund",
                                    "--fetch-retries=1",
                                    "--loglevel=error"));
        } catch (IOException e) {
            assumeTrue(false, "npm is not installed here");
            return;
        }
        assumeTrue(npm.status == 0, NODE_PACKAGE + " cannot be fetched: " + npm.out);
    }

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);

        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }
}
