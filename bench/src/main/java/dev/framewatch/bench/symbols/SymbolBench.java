package dev.framewatch.bench.symbols;

import dev.framewatch.bench.symbols.Ways.Way;
import dev.framewatch.learn.evaluate.Ranking;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.fit.Bag;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.learn.fit.TellingRegions;
import dev.framewatch.video.Picture;
import dev.framewatch.video.UnreadablePicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well trained scenes find three drawn symbols among their look-alikes: {@code SymbolBench
 * FRAMES [SEEDS [all]]}. Learns from 60 frames with a symbol and 60 without, and measures on 150
 * and 300 others, on backgrounds from other videos. Also the milliseconds a frame takes on one
 * thread, from the decoded picture to its description: for each of some frames the fastest of
 * several passes, then the mean.
 */
public final class SymbolBench {
    private static final double[] SHARES = {0.02, 0.06, 0.15};
    private static final double[] BOUNDS = {0.84, 0.95, 0.99};
    private static final double BOUND_MILLIS = 25;
    private static final double C = 10;
    private static final int TIMED_FRAMES = 20;
    private static final int TIMED_PASSES = 7;

    private final List<Way> ways;
    private final Map<Way, double[]> sums = new LinkedHashMap<>();

    private SymbolBench(List<Way> ways) {
        this.ways = ways;
        for (Way way : ways) {
            sums.put(way, new double[SHARES.length]);
        }
    }

    /** Prints a row a way; FRAMES is a folder of real frames, drawn ones are used without it. */
    public static void main(String[] args) throws IOException, UnreadablePicture {
        Path folder = Path.of(args.length > 0 ? args[0] : "");
        boolean real = args.length > 0 && Files.isDirectory(folder);
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        boolean all = args.length > 2 && args[2].equals("all");
        Ways ways = new Ways();
        List<Way> chosen = all ? ways.all() : ways.shipped();
        SymbolBench bench = new SymbolBench(chosen);
        say("Backgrounds: %s; %d seeds", real ? "real frames" : "drawn (no frames given)", seeds);
        Backgrounds first = null;
        for (int seed = 1; seed <= seeds; seed++) {
            Backgrounds backgrounds = real ? Backgrounds.of(folder, seed) : Backgrounds.drawn();
            first = first == null ? backgrounds : first;
            bench.measure(new SymbolFrames(backgrounds, seed));
        }
        if (first != null) {
            bench.print(3 * seeds, new SymbolFrames(first, 1));
        }
        chosen.forEach(Way::close);
    }

    private void measure(SymbolFrames frames) throws IOException, UnreadablePicture {
        for (Symbol symbol : Symbol.values()) {
            for (int i = 0; i < SHARES.length; i++) {
                List<SymbolFrame> learning = frames.learning(symbol, SHARES[i], 60, 60);
                List<SymbolFrame> testing = frames.testing(symbol, SHARES[i], 150, 300);
                StringBuilder line = new StringBuilder();
                for (Way way : ways) {
                    double auc = auc(way, learning, testing);
                    double[] sum = sums.get(way);
                    if (sum != null) {
                        sum[i] += auc;
                    }
                    line.append(String.format(Locale.ROOT, " %.3f", auc));
                }
                System.err.printf(
                        Locale.ROOT,
                        "seed %d %s %.0f %%:%s%n",
                        frames.seed(),
                        symbol,
                        100 * SHARES[i],
                        line);
            }
        }
    }

    private static double auc(Way way, List<SymbolFrame> learning, List<SymbolFrame> testing)
            throws IOException {
        List<Bag> bags = new ArrayList<>();
        for (SymbolFrame frame : learning) {
            bags.add(bag(way, frame));
        }
        Scorer scorer = new TellingRegions(new LogisticRegression(C)).fit(bags);
        List<ScoredImage> scored = new ArrayList<>();
        for (SymbolFrame frame : testing) {
            Bag bag = bag(way, frame);
            double probability = 1 / (1 + Math.exp(-scorer.logit(bag)));
            scored.add(new ScoredImage("", bag.positive(), "", probability));
        }
        return new Ranking(scored).auc().orElseThrow();
    }

    private static Bag bag(Way way, SymbolFrame frame) throws IOException {
        return new Bag(way.features().of(frame.picture()), frame.positive(), 1);
    }

    private void print(int runs, SymbolFrames frames) throws IOException, UnreadablePicture {
        List<Picture> pictures = new ArrayList<>();
        for (SymbolFrame frame : frames.testing(Symbol.TIDE, SHARES[1], TIMED_FRAMES, 0)) {
            pictures.add(frame.picture());
        }
        say(
                "%-52s %5s  %s",
                "AUC with the symbol at a share of the frame of", "", "2 %   6 %   15 %    ms");
        for (Map.Entry<Way, double[]> one : sums.entrySet()) {
            double[] sum = one.getValue();
            say(
                    "%-52s %5d  %.3f %.3f %.3f  %5.1f",
                    one.getKey().name(),
                    one.getKey().features().dimensions(),
                    sum[0] / runs,
                    sum[1] / runs,
                    sum[2] / runs,
                    millis(one.getKey(), pictures));
        }
        say(
                "%-52s %5s  %.2f  %.2f  %.2f   %5.1f",
                "bound", "", BOUNDS[0], BOUNDS[1], BOUNDS[2], BOUND_MILLIS);
    }

    private static double millis(Way way, List<Picture> pictures) {
        double sum = 0;
        for (Picture picture : pictures) {
            long fastest = Long.MAX_VALUE;
            for (int pass = 0; pass < TIMED_PASSES; pass++) {
                long start = System.nanoTime();
                way.features().of(picture);
                fastest = Math.min(fastest, System.nanoTime() - start);
            }
            sum += fastest / 1e6;
        }
        return sum / pictures.size();
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
