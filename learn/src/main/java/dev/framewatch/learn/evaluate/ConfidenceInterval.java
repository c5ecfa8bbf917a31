package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * A 95% confidence interval; {@code [low, high]} in JSON.
 *
 * @param low at most {@code high}
 * @param high at least {@code low}
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record ConfidenceInterval(double low, double high) {
    private static final int RESAMPLINGS = 1000;
    private static final double ERROR_RATE = 0.05;

    /** Returns the interval of a fraction in percent, as in "(95% CI 95.6-99.7%)". */
    public String percent() {
        return String.format(Locale.ROOT, "(95%% CI %.1f-%.1f%%)", 100 * low, 100 * high);
    }

    /**
     * Returns the interval of a proportion of independent cases: Wilson's score interval ("Probable
     * inference, the law of succession, and statistical inference", JASA 22, 1927), which is also
     * accurate near 0 and 1.
     *
     * @param successes 0 to {@code cases}
     * @param cases at least 1
     */
    public static ConfidenceInterval wilson(int successes, int cases) {
        var interval =
                BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(cases, successes, ERROR_RATE);
        return new ConfidenceInterval(interval.getLowerBound(), interval.getUpperBound());
    }

    /**
     * Returns {@link #wilson(int, int)} for a mean of fractions, such as the mean over videos of
     * the fraction of wrong frames.
     *
     * @param successes the sum of the fractions, 0 to {@code cases}
     * @param cases at least 1
     */
    public static ConfidenceInterval wilson(double successes, int cases) {
        double z = 1.959964;
        double rate = successes / cases;
        double centre = rate + z * z / (2 * cases);
        double half = z * Math.sqrt(rate * (1 - rate) / cases + z * z / (4.0 * cases * cases));
        double scale = 1 + z * z / cases;
        return new ConfidenceInterval(
                Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale));
    }

    /**
     * Returns the interval of the accuracy at a threshold, from the cluster bootstrap. If all
     * images are right, or all wrong, it is Wilson's with a case for each group, since the
     * bootstrap would give an interval of width 0.
     */
    static ConfidenceInterval ofAccuracy(List<ScoredImage> images, double threshold, long seed) {
        long right = images.stream().filter(image -> image.correctAt(threshold)).count();
        if (right == 0 || right == images.size()) {
            int groups = (int) images.stream().map(ScoredImage::group).distinct().count();
            return wilson(right == 0 ? 0 : groups, groups);
        }
        WeightedRanking drawn = new WeightedRanking(images);
        return byGroup(images, times -> drawn.accuracy(threshold, times), seed);
    }

    /**
     * Returns the interval of a statistic of grouped images, from the percentile cluster bootstrap:
     * draws as many groups as there are, with replacement, a thousand times, and takes the middle
     * 95% of the results (Davison and Hinkley, "Bootstrap Methods and their Application", 1997,
     * section 3.8). Frames of one video are correlated, so counting them individually would give
     * too narrow an interval.
     *
     * @param figure computes the statistic from how often each image was drawn; whole groups are
     *     drawn; {@code NaN} if it is undefined
     */
    static ConfidenceInterval byGroup(
            List<ScoredImage> images, ToDoubleFunction<int[]> figure, long seed) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] groups = new int[images.size()];
        for (int i = 0; i < groups.length; i++) {
            Integer next = numbers.size();
            groups[i] = numbers.computeIfAbsent(images.get(i).group(), _ -> next);
        }
        Random random = new Random(seed);
        double[] figures = new double[RESAMPLINGS];
        int known = 0;
        for (int i = 0; i < RESAMPLINGS; i++) {
            int[] drawn = new int[numbers.size()];
            for (int j = 0; j < drawn.length; j++) {
                drawn[random.nextInt(drawn.length)]++;
            }
            int[] times = Arrays.stream(groups).map(group -> drawn[group]).toArray();
            double value = figure.applyAsDouble(times);
            if (!Double.isNaN(value)) {
                figures[known++] = value;
            }
        }
        if (known == 0) {
            return new ConfidenceInterval(0, 1);
        }
        double[] sorted = Arrays.copyOf(figures, known);
        Arrays.sort(sorted);
        return new ConfidenceInterval(
                sorted[(int) (0.025 * (known - 1))], sorted[(int) Math.ceil(0.975 * (known - 1))]);
    }
}
