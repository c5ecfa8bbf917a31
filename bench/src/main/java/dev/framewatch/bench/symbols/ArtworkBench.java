package dev.framewatch.bench.symbols;

import dev.framewatch.learn.enrol.ArtworkCalibration;
import dev.framewatch.learn.evaluate.RocAnalysis;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.fit.LinearModel;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.artwork.PlanarObject;
import dev.framewatch.vision.artwork.PlanarObjectMatch;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Measures how well three drawn symbols are found from one clean image each, without training:
 * {@code ArtworkBench FRAMES [SEEDS [fit]]}. Uses 150 frames with a symbol, 300 with look-alikes
 * only, and the shipped head; {@code fit} instead prints the head fitted to the training frames, a
 * tenth of which are partly covered. Times are CPU times of one thread, also for ten logos in the
 * same frames relative to one of them.
 */
public final class ArtworkBench {
    private static final double[] SHARES = {0.02, 0.06, 0.15};
    private static final double[] BOUNDS = {0.97, 0.99, 0.99};
    private static final double C = 1;
    private static final int PARTLY_COVERED = 10;
    private static final double CHOSEN = 0.5;

    private final LocalFeatureExtractor extractor = new LocalFeatureExtractor();
    private final Map<Symbol, PlanarObject> artwork = new EnumMap<>(Symbol.class);
    private final List<PlanarObject> ten = new ArrayList<>();
    private final double[] aucs = new double[SHARES.length];
    private final int[] falseFrames = new int[SHARES.length];
    private final int[] missed = new int[SHARES.length];
    private int positives;
    private int negatives;
    private long describing;
    private long matching;
    private long matchingTen;

    private ArtworkBench() throws IOException, UnreadableImageException {
        for (Symbol symbol : Symbol.values()) {
            artwork.put(symbol, artwork(symbol.artwork()));
        }
        for (BufferedImage logo : Logos.ten()) {
            ten.add(artwork(logo));
        }
    }

    private PlanarObject artwork(BufferedImage drawn) throws IOException, UnreadableImageException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(drawn, "png", png);
        return PlanarObject.of(ImageFiles.read(png.toByteArray()), extractor);
    }

    /**
     * Prints one row per symbol size. FRAMES is a folder of real frames; without it, drawn ones are
     * used.
     */
    public static void main(String[] args) throws IOException, UnreadableImageException {
        Path folder = Path.of(args.length > 0 ? args[0] : "");
        boolean real = args.length > 0 && Files.isDirectory(folder);
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        boolean fit = args.length > 2 && args[2].equals("fit");
        ArtworkBench bench = new ArtworkBench();
        say("Backgrounds: %s; %d seeds", real ? "real frames" : "drawn (no frames given)", seeds);
        List<float[]> rows = new ArrayList<>();
        List<Boolean> classes = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Backgrounds backgrounds = real ? Backgrounds.of(folder, seed) : Backgrounds.drawn();
            SymbolFrames frames = new SymbolFrames(backgrounds, seed);
            if (fit) {
                bench.collect(frames, rows, classes);
            } else {
                bench.measure(frames);
            }
        }
        if (fit) {
            printFit(rows, classes);
        } else {
            bench.print(3 * seeds);
        }
    }

    private void collect(SymbolFrames frames, List<float[]> rows, List<Boolean> classes)
            throws IOException, UnreadableImageException {
        for (Symbol symbol : Symbol.values()) {
            for (double share : SHARES) {
                List<SymbolFrame> learning = frames.learning(symbol, share, 60, 60);
                for (int i = 0; i < learning.size(); i++) {
                    SymbolFrame frame = learning.get(i);
                    Quad shown = frame.symbol();
                    RgbImage picture =
                            shown != null && i % PARTLY_COVERED == 0
                                    ? covered(frame.picture(), shown, i)
                                    : frame.picture();
                    PlanarObjectMatch match = match(symbol, extractor.extract(picture));
                    if (match != null) {
                        rows.add(match.features());
                        classes.add(frame.positive());
                    }
                }
            }
        }
    }

    /** Covers a quarter to a half of the symbol's height with a bar, as captions do. */
    private static RgbImage covered(RgbImage picture, Quad symbol, int number) {
        byte[] rgb = picture.rgb().clone();
        double height = symbol.bottom() - symbol.top();
        double from = symbol.top() + height * (number % 7) / 12;
        double to = from + height * (0.25 + number % 4 / 12.0);
        int end = Math.min((int) to, picture.height());
        for (int y = Math.max(0, (int) from); y < end; y++) {
            int row = 3 * y * picture.width();
            Arrays.fill(rgb, row, row + 3 * picture.width(), (byte) (number % 2 == 0 ? 0 : 255));
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }

    private static void printFit(List<float[]> rows, List<Boolean> classes) {
        boolean[] positive = new boolean[rows.size()];
        double[] weights = new double[rows.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = classes.get(i);
            weights[i] = 1;
        }
        LinearModel head = new LogisticRegression(C).fit(rows, positive, weights);
        say(
                "%d matches; weights %s, bias %.2f",
                rows.size(), Arrays.toString(head.weights()), head.bias());
    }

    private @Nullable PlanarObjectMatch match(Symbol symbol, LocalFeatures features) {
        PlanarObject wanted = artwork.get(symbol);
        return wanted == null ? null : wanted.find(features);
    }

    private void measure(SymbolFrames frames) throws IOException, UnreadableImageException {
        for (Symbol symbol : Symbol.values()) {
            for (int i = 0; i < SHARES.length; i++) {
                List<ScoredImage> scored = new ArrayList<>();
                for (SymbolFrame frame : frames.testing(symbol, SHARES[i], 150, 300)) {
                    double score = score(symbol, frame.picture());
                    scored.add(new ScoredImage("", frame.positive(), "", score));
                    if (frame.positive()) {
                        positives++;
                        missed[i] += score < CHOSEN ? 1 : 0;
                    } else {
                        negatives++;
                        falseFrames[i] += score >= CHOSEN ? 1 : 0;
                    }
                }
                double auc = new RocAnalysis(scored).auc().orElseThrow();
                aucs[i] += auc;
                System.err.printf(
                        Locale.ROOT,
                        "seed %d %s %.0f%%: %.4f%n",
                        frames.seed(),
                        symbol,
                        100 * SHARES[i],
                        auc);
            }
        }
    }

    private double score(Symbol symbol, RgbImage picture) {
        long start = processorNanos();
        LocalFeatures features = extractor.extract(picture);
        long described = processorNanos();
        PlanarObjectMatch match = match(symbol, features);
        describing += described - start;
        long matched = processorNanos();
        ten.forEach(logo -> logo.find(features));
        matching += matched - described;
        matchingTen += processorNanos() - matched;
        return match == null
                ? ArtworkCalibration.NO_MATCH_SCORE
                : ArtworkCalibration.probability(match);
    }

    /** Returns the CPU time of this thread, which other load on the machine does not affect. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void print(int runs) {
        int each = positives / SHARES.length;
        int eachNot = negatives / SHARES.length;
        say("share    AUC    bound   false positives  missed, at threshold %s", CHOSEN);
        for (int i = 0; i < SHARES.length; i++) {
            say(
                    "%3.0f%%    %.4f   %.2f   %4d of %d     %3d of %d",
                    100 * SHARES[i],
                    aucs[i] / runs,
                    BOUNDS[i],
                    falseFrames[i],
                    eachNot,
                    missed[i],
                    each);
        }
        double frames = positives + negatives;
        say(
                "CPU ms per frame: %.1f for the features; %.1f for each piece of artwork",
                describing / 1e6 / frames, matching / 1e6 / frames);
        say(
                "ten other logos: %.1f ms; total for ten / for one of them: %.3f (bound 1.15)",
                matchingTen / 1e6 / frames,
                (describing + matchingTen) / (describing + matchingTen / 10.0));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
