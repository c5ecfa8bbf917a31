package dev.framewatch.learn.correct;

import dev.framewatch.learn.evaluate.ConfidenceInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two targets on frames of videos that neither learned from.
 *
 * @param falseBefore the false frames of the target in use
 * @param falseAfter those of the retrained one
 * @param falseChange the change of the rate of false frames
 * @param missedBefore the frames that the target in use missed
 * @param missedAfter those that the retrained one missed
 * @param missedChange the change of the rate of missed frames
 */
public record HeldOutComparison(
        MeanErrorRate falseBefore,
        MeanErrorRate falseAfter,
        RateChange falseChange,
        MeanErrorRate missedBefore,
        MeanErrorRate missedAfter,
        RateChange missedChange) {

    /**
     * What both targets say about a frame.
     *
     * @param video its source video
     * @param positive whether it shows the target
     * @param foundBefore whether the target in use finds it
     * @param foundAfter whether the retrained target finds it
     */
    public record JudgedFrame(
            String video, boolean positive, boolean foundBefore, boolean foundAfter) {}

    /**
     * How many frames are wrong.
     *
     * @param wrong the number of wrong frames
     * @param frames the number of frames
     * @param videos the number of their videos
     * @param rate the mean over the videos of the fraction of wrong frames; 0 without videos
     */
    public record MeanErrorRate(int wrong, int frames, int videos, double rate) {
        /**
         * Returns the 95% confidence interval of the rate: that of a proportion of videos, since
         * the frames of one video are all alike; 0 to 1 without videos.
         */
        public ConfidenceInterval interval() {
            return videos == 0
                    ? new ConfidenceInterval(0, 1)
                    : ConfidenceInterval.wilson(rate * videos, videos);
        }
    }

    /** Compares both targets on frames. */
    public static HeldOutComparison of(List<JudgedFrame> frames) {
        List<JudgedFrame> negatives = frames.stream().filter(one -> !one.positive).toList();
        List<JudgedFrame> positives = frames.stream().filter(JudgedFrame::positive).toList();
        return new HeldOutComparison(
                rate(negatives, true),
                rate(negatives, false),
                change(negatives),
                rate(positives, true),
                rate(positives, false),
                change(positives));
    }

    private static RateChange change(List<JudgedFrame> frames) {
        Map<String, double[]> byVideo = new TreeMap<>();
        for (JudgedFrame frame : frames) {
            double[] sums = byVideo.computeIfAbsent(frame.video, _ -> new double[2]);
            sums[0] += (frame.foundAfter ? 1 : 0) - (frame.foundBefore ? 1 : 0);
            sums[1]++;
        }
        boolean isFalse = !frames.isEmpty() && !frames.getFirst().positive;
        return RateChange.of(
                byVideo.values().stream()
                        .mapToDouble(sums -> (isFalse ? 1 : -1) * sums[0] / sums[1])
                        .toArray());
    }

    private static MeanErrorRate rate(List<JudgedFrame> frames, boolean before) {
        Map<String, List<Boolean>> wrongOf = new HashMap<>();
        int wrong = 0;
        for (JudgedFrame frame : frames) {
            boolean isWrong = frame.positive != (before ? frame.foundBefore : frame.foundAfter);
            wrongOf.computeIfAbsent(frame.video, _ -> new ArrayList<>()).add(isWrong);
            wrong += isWrong ? 1 : 0;
        }
        double rate =
                wrongOf.values().stream()
                        .mapToDouble(all ->
                                all.stream().filter(one -> one).count() / (double) all.size())
                        .average()
                        .orElse(0);
        return new MeanErrorRate(wrong, frames.size(), wrongOf.size(), rate);
    }

    /**
     * Returns whether the retrained target is clearly better in one respect and worse in none. The
     * reviewed videos are those that the target in use found, so that chance alone makes another
     * one look better on false frames: only what chance hardly explains counts.
     */
    public boolean isBetter() {
        return falseChange.mean <= 0
                && missedChange.mean <= 0
                && (falseChange.isClearlyNegative() || missedChange.isClearlyNegative());
    }

    /**
     * How a rate changed, from the changes of the videos.
     *
     * @param mean the change of the rate; less than 0 if it fell
     * @param low the lower end of its 95% confidence interval
     * @param high the upper end
     */
    public record RateChange(double mean, double low, double high) {
        private static final double Z = 1.96;

        /** Computes the interval of the mean of paired differences. */
        static RateChange of(double[] differences) {
            int videos = differences.length;
            if (videos < 2) {
                double only = videos == 0 ? 0 : differences[0];
                return new RateChange(only, -1, 1);
            }
            double mean = Arrays.stream(differences).average().orElse(0);
            double squares = Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
            double half = Z * Math.sqrt(squares / (videos - 1) / videos);
            return new RateChange(mean, mean - half, mean + half);
        }

        boolean isClearlyNegative() {
            return high < 0;
        }
    }

    /**
     * Splits videos into parts that are held out in turn, with as many positive and as many
     * negative videos in each as in the others. The same videos are split the same way.
     *
     * @param videos whether each shows the target
     * @param parts at least 2; fewer if there are fewer videos
     */
    public static List<Set<String>> parts(Map<String, Boolean> videos, int parts) {
        List<String> ordered =
                videos.entrySet().stream()
                        .sorted(
                                Comparator.comparing(Map.Entry<String, Boolean>::getValue)
                                        .thenComparingInt(one -> one.getKey().hashCode())
                                        .thenComparing(Map.Entry::getKey))
                        .map(Map.Entry::getKey)
                        .toList();
        Map<Integer, Set<String>> split = new LinkedHashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            split.computeIfAbsent(i % parts, _ -> new LinkedHashSet<>()).add(ordered.get(i));
        }
        return List.copyOf(split.values());
    }
}
