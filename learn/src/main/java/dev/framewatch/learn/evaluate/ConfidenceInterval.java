package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * The range in which a figure lies with 95 % confidence; {@code [low, high]} in JSON.
 *
 * @param low at most {@code high}
 * @param high at least {@code low}
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record ConfidenceInterval(double low, double high) {
    private static final int RESAMPLINGS = 1000;
    private static final double ERROR_RATE = 0.05;

    /**
     * For a share of independent cases: Wilson's score interval ("Probable inference, the law of
     * succession, and statistical inference", JASA 22, 1927), right also near 0 and 1.
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
     * For any figure of pictures that come in groups: draws as many groups as there are, with
     * replacement, a thousand times, and takes the middle 95 % of the figures (percentile cluster
     * bootstrap; Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section
     * 3.8). Frames of one video stand or fall together, so counting them one by one would promise
     * too much.
     *
     * @param figure is asked about whole groups, and told how often each picture was drawn; not a
     *     number where it says nothing
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
