package dev.framewatch.bench.symbols;

import dev.framewatch.bench.symbols.FeatureVariants.Way;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures how well trained scene targets find three drawn symbols among look-alikes: {@code
 * SymbolBench FRAMES [SEEDS [all]]}. Trains on 60 frames with a symbol and 60 without, and tests on
 * 150 and 300 others on backgrounds from other videos: AUC, and the errors at the two thresholds
 * that training offers. Also measures the CPU milliseconds per frame on one thread, from the
 * decoded image to its features: the mean over some frames of the fastest of several passes. With 0
 * seeds, only this time is measured.
 */
public final class SymbolBench {
    private static final double[] SHARES = {0.02, 0.06, 0.15};
    private static final double[] BOUNDS = {0.84, 0.95, 0.99};
    private static final double BOUND_MILLIS = 25;
    private static final int LEARNED = 60;
    private static final int POSITIVES = 150;
    private static final int NEGATIVES = 300;
    private static final int TIMED_FRAMES = 20;
    private static final int TIMED_PASSES = 7;

    private final List<Way> ways;
    private final double[][] sums;
    private final ThresholdErrors[][] balanced;
    private final ThresholdErrors[][] strict;

    private SymbolBench(List<Way> ways) {
        this.ways = ways;
        this.sums = new double[ways.size()][SHARES.length];
        this.balanced = new ThresholdErrors[ways.size()][SHARES.length];
        this.strict = new ThresholdErrors[ways.size()][SHARES.length];
        for (int way = 0; way < sums.length; way++) {
            Arrays.fill(balanced[way], ThresholdErrors.NOTHING);
            Arrays.fill(strict[way], ThresholdErrors.NOTHING);
        }
    }

    /**
     * Prints one row per variant. FRAMES is a folder of real frames; without it, drawn ones are
     * used.
     */
    public static void main(String[] args)
            throws IOException, UnreadableImageException, InterruptedException, ExecutionException {
        Path folder = Path.of(args.length > 0 ? args[0] : "");
        boolean real = args.length > 0 && Files.isDirectory(folder);
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        boolean all = args.length > 2 && args[2].equals("all");
        FeatureVariants ways = new FeatureVariants();
        List<Way> chosen = all ? ways.all() : ways.shipped();
        SymbolBench bench = new SymbolBench(chosen);
        say("Backgrounds: %s; %d seeds", real ? "real frames" : "drawn (no frames given)", seeds);
        for (int seed = 1; seed <= seeds; seed++) {
            Backgrounds backgrounds = real ? Backgrounds.of(folder, seed) : Backgrounds.drawn();
            bench.measure(new SymbolFrames(backgrounds, seed));
        }
        bench.print(Symbol.values().length * seeds);
        chosen.forEach(Way::close);
    }

    /** Measures symbols and sizes in parallel; each frame is read once for all variants. */
    private void measure(SymbolFrames frames) throws InterruptedException, ExecutionException {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<List<Trial>>> tasks = new ArrayList<>();
            for (Symbol symbol : Symbol.values()) {
                for (double share : SHARES) {
                    tasks.add(pool.submit(() -> trials(frames, symbol, share)));
                }
            }
            for (int task = 0; task < tasks.size(); task++) {
                add(tasks.get(task).get(), task % SHARES.length);
            }
        }
    }

    private void add(List<Trial> trials, int share) {
        for (int way = 0; way < trials.size(); way++) {
            Trial trial = trials.get(way);
            sums[way][share] += trial.auc();
            balanced[way][share] = balanced[way][share].and(trial.balanced());
            strict[way][share] = strict[way][share].and(trial.strict());
        }
    }

    /** Runs one trial per variant. */
    private List<Trial> trials(SymbolFrames frames, Symbol symbol, double share)
            throws IOException, UnreadableImageException {
        List<List<Example>> lessons = new ArrayList<>();
        ways.forEach(_ -> lessons.add(new ArrayList<>()));
        for (SymbolFrame frame : frames.learning(symbol, share, LEARNED, LEARNED)) {
            RgbImage image = frame.picture();
            String group = "frame " + lessons.getFirst().size();
            for (int way = 0; way < ways.size(); way++) {
                lessons.get(way).add(example(ways.get(way), image, frame.positive(), group));
            }
        }
        List<Trial> trials =
                lessons.stream().map(examples -> new Trial(examples, frames.seed())).toList();
        lessons.clear();
        for (SymbolFrame frame : frames.testing(symbol, share, POSITIVES, NEGATIVES)) {
            RgbImage image = frame.picture();
            for (int way = 0; way < ways.size(); way++) {
                trials.get(way).test(example(ways.get(way), image, frame.positive(), ""));
            }
        }
        for (int way = 0; way < ways.size(); way++) {
            Trial trial = trials.get(way);
            System.err.printf(
                    Locale.ROOT,
                    "seed %d, %s at %.0f%%, %s: %.3f; balanced: %s; fmr:0.01: %s%n",
                    frames.seed(),
                    symbol,
                    100 * share,
                    ways.get(way).name(),
                    trial.auc(),
                    trial.balanced(),
                    trial.strict());
        }
        return trials;
    }

    private static Example example(Way way, RgbImage image, boolean positive, String group) {
        return new Example(way.features().extract(image), List.of(), positive, group, 1);
    }

    private void print(int runs) throws IOException, UnreadableImageException {
        SymbolFrames frames = new SymbolFrames(Backgrounds.drawn(), 1);
        List<RgbImage> pictures = new ArrayList<>();
        for (SymbolFrame frame : frames.testing(Symbol.TIDE, SHARES[1], TIMED_FRAMES, 0)) {
            pictures.add(frame.picture());
        }
        say(
                "%-52s %5s  %s",
                "AUC for a symbol that fills this fraction of the frame",
                "",
                "2%    6%    15%     ms");
        for (int i = 0; i < sums.length; i++) {
            Way way = ways.get(i);
            double[] sum = sums[i];
            say(
                    "%-52s %5d  %.3f %.3f %.3f  %5.1f",
                    way.name(),
                    way.features().dimensions(),
                    sum[0] / runs,
                    sum[1] / runs,
                    sum[2] / runs,
                    millis(way, pictures));
        }
        say(
                "%-52s %5s  %.2f  %.2f  %.2f   %5.1f",
                "bound", "", BOUNDS[0], BOUNDS[1], BOUNDS[2], BOUND_MILLIS);
        for (int i = 0; i < sums.length; i++) {
            for (int share = 0; share < SHARES.length; share++) {
                say(
                        "%s at %.0f%%: balanced: %s; fmr:0.01: %s",
                        ways.get(i).name(),
                        100 * SHARES[share],
                        balanced[i][share],
                        strict[i][share]);
            }
        }
    }

    /** Returns the CPU time per image, which other programs disturb less than wall-clock time. */
    private static double millis(Way way, List<RgbImage> pictures) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double sum = 0;
        for (RgbImage image : pictures) {
            long fastest = Long.MAX_VALUE;
            for (int pass = 0; pass < TIMED_PASSES; pass++) {
                long start = threads.getCurrentThreadCpuTime();
                way.features().extract(image);
                fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - start);
            }
            sum += fastest / 1e6;
        }
        return sum / pictures.size();
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
