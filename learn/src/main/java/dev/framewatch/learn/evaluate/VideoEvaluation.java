package dev.framewatch.learn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accuracy of verdicts on labelled videos.
 *
 * @param videos the number of labelled videos, readable or not
 * @param positives the number of them that show the target
 * @param confusion the confusion matrix of the videos with a decided verdict
 * @param undecided names of videos of which too little was decoded
 * @param unreadable names of videos that could not be read
 * @param falseAlarmsPer1000 matches per 1,000 videos without the target; null if there was no such
 *     video
 * @param falseAlarmsPer1000Interval 95% confidence interval, with videos as independent cases; null
 *     with the value
 * @param shareOfPositives a histogram of the fraction of positive frames over the decided videos
 *     that show the target: 0 to below 0.1, … 0.9 to 1
 * @param shareOfNegatives the same for those that do not show it
 * @param wrong the decided videos whose verdict contradicts the label
 */
public record VideoEvaluation(
        int videos,
        int positives,
        ConfusionMatrix confusion,
        List<String> undecided,
        List<String> unreadable,
        @Nullable Double falseAlarmsPer1000,
        @Nullable ConfidenceInterval falseAlarmsPer1000Interval,
        List<Integer> shareOfPositives,
        List<Integer> shareOfNegatives,
        List<String> wrong) {
    private static final int BINS = 10;

    public VideoEvaluation {
        undecided = List.copyOf(undecided);
        unreadable = List.copyOf(unreadable);
        shareOfPositives = List.copyOf(shareOfPositives);
        shareOfNegatives = List.copyOf(shareOfNegatives);
        wrong = List.copyOf(wrong);
    }

    /** The conclusion of a scan about one video. */
    public enum Conclusion {
        MATCH,
        NO_MATCH,
        UNDECIDED,
        UNREADABLE
    }

    /**
     * The result for one labelled video.
     *
     * @param video its name
     * @param positive whether it is labelled positive
     * @param conclusion the conclusion of the scan
     * @param share positive frames divided by sampled frames, 0 to 1
     */
    public record Outcome(String video, boolean positive, Conclusion conclusion, double share) {}

    public static VideoEvaluation of(List<Outcome> outcomes) {
        List<String> undecided = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int[][] shares = new int[2][BINS];
        int[][] counts = new int[2][2];
        for (Outcome outcome : outcomes) {
            switch (outcome.conclusion) {
                case UNDECIDED -> undecided.add(outcome.video);
                case UNREADABLE -> unreadable.add(outcome.video);
                case MATCH, NO_MATCH -> {
                    boolean match = outcome.conclusion == Conclusion.MATCH;
                    int label = outcome.positive ? 1 : 0;
                    counts[label][match ? 1 : 0]++;
                    shares[label][Math.min(BINS - 1, (int) (outcome.share * BINS))]++;
                    if (match != outcome.positive) {
                        wrong.add(outcome.video);
                    }
                }
            }
        }
        int clean = counts[0][0] + counts[0][1];
        return new VideoEvaluation(
                outcomes.size(),
                (int) outcomes.stream().filter(Outcome::positive).count(),
                new ConfusionMatrix(counts[1][1], counts[1][0], counts[0][1], counts[0][0]),
                undecided,
                unreadable,
                clean == 0 ? null : 1000.0 * counts[0][1] / clean,
                clean == 0 ? null : perThousand(ConfidenceInterval.wilson(counts[0][1], clean)),
                boxed(shares[1]),
                boxed(shares[0]),
                wrong);
    }

    private static ConfidenceInterval perThousand(ConfidenceInterval share) {
        return new ConfidenceInterval(1000 * share.low(), 1000 * share.high());
    }

    private static List<Integer> boxed(int[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
