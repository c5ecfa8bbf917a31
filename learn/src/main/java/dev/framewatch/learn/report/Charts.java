package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.CalibrationCurve;
import dev.framewatch.learn.evaluate.ConfusionMatrix;
import dev.framewatch.learn.evaluate.Probit;
import dev.framewatch.learn.evaluate.RocCurve;
import dev.framewatch.learn.report.Plot.Axis;
import dev.framewatch.learn.report.Plot.Tick;
import dev.framewatch.page.SvgDrawing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The drawings of a report. */
final class Charts {
    /** Rates that the axes of the DET curve name. */
    private static final double[] RATES = {0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4};

    /** The DET curve ends here, where a Detector is as good as a coin. */
    private static final double HALF = 0.5;

    private static final int MAX_AREA = 11;

    private Charts() {}

    /** What every threshold lets pass, with the chosen one as a dot. */
    static SvgDrawing roc(RocCurve curve, ConfusionMatrix chosen) {
        Plot plot =
                new Plot(
                        "roc",
                        "ROC curve: true-positive rate against false-positive rate",
                        linear("false-positive rate (FMR), %"),
                        linear("true-positive rate, %"));
        plot.line("chance", new double[] {0, 1}, new double[] {0, 1});
        plot.line(
                "curve",
                values(curve, RocCurve.Point::falseMatches),
                values(curve, RocCurve.Point::hits));
        plot.dot("chosen", falseMatches(chosen), 1 - misses(chosen), 5.5);
        return plot.drawing();
    }

    /**
     * The two sorts of mistakes on normal-deviate axes.
     *
     * @param missesAt the share of positives missed at a rate of false frames, null where unknown
     */
    static SvgDrawing det(
            RocCurve curve, ConfusionMatrix chosen, Map<String, @Nullable Double> missesAt) {
        double least = leastRate(chosen);
        Axis across = deviates(least, "false-positive rate (FMR), %");
        Plot plot =
                new Plot(
                        "det",
                        "DET curve: false-negative rate against false-positive rate",
                        across,
                        deviates(least, "false-negative rate (FNMR), %"));
        missesAt.forEach((rate, misses) -> {
            double at = Double.parseDouble(rate);
            if (at >= least && misses != null) {
                plot.line("guide", new double[] {at, at}, new double[] {least, HALF});
            }
        });
        plot.line(
                "curve",
                values(curve, point -> inside(point.falseMatches(), least)),
                values(curve, point -> inside(1 - point.hits(), least)));
        missesAt.forEach((rate, misses) -> {
            double at = Double.parseDouble(rate);
            if (at >= least && misses != null && misses <= HALF) {
                plot.dot("guide-dot", at, onAxis(misses, least), 3.5);
            }
        });
        plot.dot("chosen", onAxis(falseMatches(chosen), least), onAxis(misses(chosen), least), 5.5);
        return plot.drawing();
    }

    /** The share of positives among pictures of similar scores, with their number above. */
    static SvgDrawing reliability(CalibrationCurve reliability) {
        Plot plot =
                new Plot(
                        "reliability",
                        "Reliability diagram: fraction of positives against score",
                        scores(),
                        linear("observed positives, %"));
        int most =
                reliability.bins().stream()
                        .mapToInt(CalibrationCurve.Bin::pictures)
                        .max()
                        .orElse(1);
        for (CalibrationCurve.Bin bin : reliability.bins()) {
            Double share = bin.share();
            if (share != null) {
                plot.bar("bar", bin.low() + 0.01, bin.high() - 0.01, share);
            }
            plot.above((bin.low() + bin.high()) / 2, NumberText.brief(bin.pictures()));
        }
        plot.line("chance", new double[] {0, 1}, new double[] {0, 1});
        for (CalibrationCurve.Bin bin : reliability.bins()) {
            Double share = bin.share();
            Double mean = bin.meanScore();
            if (share != null && mean != null) {
                double size = Math.sqrt(bin.pictures() / (double) most);
                plot.dot("bin", mean, share, Math.max(3, MAX_AREA * size));
            }
        }
        return plot.drawing();
    }

    private static double[] values(
            RocCurve curve, java.util.function.ToDoubleFunction<RocCurve.Point> of) {
        return curve.points().stream().mapToDouble(of).toArray();
    }

    static double falseMatches(ConfusionMatrix confusion) {
        return share(confusion.falsePositives(), confusion.trueNegatives());
    }

    static double misses(ConfusionMatrix confusion) {
        return share(confusion.falseNegatives(), confusion.truePositives());
    }

    private static double share(int these, int others) {
        return these == 0 ? 0 : these / (double) (these + others);
    }

    /** A named rate that is well below one picture in the class with most of them. */
    private static double leastRate(ConfusionMatrix confusion) {
        int most =
                Math.max(
                        confusion.falsePositives() + confusion.trueNegatives(),
                        confusion.truePositives() + confusion.falseNegatives());
        return DoubleStream.of(RATES)
                .filter(rate -> rate * most <= 0.5)
                .filter(rate -> rate <= 0.005)
                .max()
                .orElse(RATES[0]);
    }

    /** Rates of 0 and 1 lie beyond the axes, but not infinitely far, so that lines lead there. */
    private static double inside(double rate, double least) {
        return Math.clamp(rate, least / 20, 1 - least / 20);
    }

    private static double onAxis(double rate, double least) {
        return Math.clamp(rate, least, HALF);
    }

    private static Axis deviates(double least, String title) {
        List<Tick> ticks =
                DoubleStream.of(RATES)
                        .filter(rate -> rate >= least)
                        .mapToObj(rate -> new Tick(rate, plain(100 * rate)))
                        .toList();
        return new Axis(least, HALF, Probit::of, ticks, title);
    }

    private static Axis linear(String title) {
        List<Tick> ticks =
                DoubleStream.of(0, 0.2, 0.4, 0.6, 0.8, 1)
                        .mapToObj(at -> new Tick(at, plain(100 * at)))
                        .toList();
        return new Axis(0, 1, value -> value, ticks, title);
    }

    private static Axis scores() {
        List<Tick> ticks =
                DoubleStream.of(0, 0.2, 0.4, 0.6, 0.8, 1)
                        .mapToObj(at -> new Tick(at, plain(at)))
                        .toList();
        return new Axis(0, 1, value -> value, ticks, "score");
    }

    private static String plain(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.replaceAll("\\.?0+$", "");
    }
}
