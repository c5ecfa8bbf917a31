package dev.framewatch.bench;

import dev.framewatch.learn.dense.DenseTraining;
import dev.framewatch.learn.dense.LabelledRows;
import dev.framewatch.learn.dense.NetworkSpec;
import dev.framewatch.learn.dense.TrainingEpoch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/**
 * Trains the tutorial's head with Framewatch and with the same loop in Debian's PyTorch,
 * alternately: {@code DenseBench [EPOCHS [ROUNDS]]}. Both use random features, as many as the
 * tutorial has frames. Only the epochs are timed, not the start of either program.
 */
public final class DenseBench {
    private static final int PICTURES = 537;
    private static final int NUMBERS = 7 * 7 * 512;
    private static final String SCRIPT = "dense_head.py";

    private DenseBench() {}

    /** Prints both times and their ratio. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : NetworkSpec.tutorial().epochs();
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        for (String name : List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OMP_NUM_THREADS")) {
            say("%s=%s", name, System.getenv().getOrDefault(name, "(not set)"));
        }
        LabelledRows rows = rows();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            double here = here(rows, epochs);
            double there = inPyTorch(epochs);
            ratios.add(here / there);
            say("%d epochs: here %.1f s, in PyTorch %.1f s", epochs, here, there);
        }
        say("here / PyTorch: %.2f, median of %d (bound 1.2)", Bench.median(ratios), rounds);
    }

    private static LabelledRows rows() {
        Random random = new Random(1);
        List<float[]> rows = new ArrayList<>();
        int[] classes = new int[PICTURES];
        for (int i = 0; i < PICTURES; i++) {
            float[] row = new float[NUMBERS];
            for (int j = 0; j < NUMBERS; j++) {
                row[j] = (float) random.nextGaussian();
            }
            rows.add(row);
            classes[i] = random.nextDouble() < 0.37 ? 1 : 0;
        }
        return new LabelledRows(rows, classes, 2);
    }

    private static double here(LabelledRows rows, int epochs)
            throws IOException, InterruptedException {
        NetworkSpec tutorial = NetworkSpec.tutorial();
        NetworkSpec shape =
                new NetworkSpec(
                        tutorial.layers(),
                        tutorial.optimiser(),
                        epochs,
                        tutorial.batch(),
                        tutorial.patience(),
                        tutorial.bestEpoch());
        TrainingEpoch.Listener watching = epoch -> System.err.println(epoch);
        long start = System.nanoTime();
        new DenseTraining(shape, 1, watching).fit(rows, null);
        return (System.nanoTime() - start) / 1e9;
    }

    private static double inPyTorch(int epochs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("framewatch-bench");
        Path script = folder.resolve(SCRIPT);
        try (InputStream in =
                Objects.requireNonNull(DenseBench.class.getResourceAsStream(SCRIPT))) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            MeasuredProcess.Run run =
                    MeasuredProcess.run(
                            folder,
                            "/usr/bin/python3",
                            script.toString(),
                            String.valueOf(PICTURES),
                            String.valueOf(NUMBERS),
                            String.valueOf(epochs));
            if (run.out().isBlank()) {
                throw new IOException("Debian's python3-torch is needed");
            }
            return Double.parseDouble(run.out().strip());
        } finally {
            Files.deleteIfExists(script);
            Files.deleteIfExists(folder);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
