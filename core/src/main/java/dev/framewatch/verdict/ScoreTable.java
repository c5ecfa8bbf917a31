package dev.framewatch.verdict;

import dev.framewatch.geometry.Region;
import dev.framewatch.targets.ScoreSmoothing;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.targets.VerifiedScoring;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The scores of the frames of a video, in order of time, for every target. Thousands of frames for
 * hundreds of targets are millions of scores: each takes 8 bytes, and 4 more if it has a region.
 * Frames that share their scores, since nothing has changed, share the memory.
 */
final class ScoreTable {
    private final BitSet cuts;
    private final List<Row> rows = new ArrayList<>();
    private List<Score> latest = List.of();

    /**
     * @param cuts the frames before which there is a cut, known before the frame is added
     */
    ScoreTable(BitSet cuts) {
        this.cuts = cuts;
    }

    /**
     * A frame.
     *
     * @param checked the scores of targets for which there is more than a probability and a region
     */
    private record Row(
            double seconds,
            double[] probabilities,
            @Nullable Region[] regions,
            Map<Integer, Score> checked) {
        static Row of(double seconds, List<Score> scores) {
            double[] probabilities = new double[scores.size()];
            @Nullable Region[] regions = new Region[scores.size()];
            boolean hasRegion = false;
            Map<Integer, Score> checked = new HashMap<>();
            for (int t = 0; t < probabilities.length; t++) {
                Score score = scores.get(t);
                probabilities[t] = score.probability();
                regions[t] = score.region();
                hasRegion |= score.region() != null;
                if (score.check() != null || score.unclear()) {
                    checked.put(t, score);
                }
            }
            return new Row(
                    seconds,
                    probabilities,
                    hasRegion ? regions : new Region[0],
                    checked.isEmpty() ? Map.of() : checked);
        }

        Row at(double other) {
            return new Row(other, probabilities, regions, checked);
        }
    }

    /** Adds the next frame, with one score per target. */
    @SuppressWarnings("ReferenceEquality") // comparing the scores would cost more than it saves
    void add(double seconds, List<Score> scores) {
        boolean unchanged = scores == latest && !rows.isEmpty();
        rows.add(unchanged ? rows.getLast().at(seconds) : Row.of(seconds, scores));
        latest = scores;
    }

    /** Returns the number of frames. */
    int size() {
        return rows.size();
    }

    /**
     * Returns the frames so far for one target. They are made when they are asked for.
     *
     * @param threshold the score at or above which a frame is positive
     * @param weight of a neighbour, see {@link ScoreSmoothing}
     */
    List<FrameScore> frames(int target, double threshold, double weight) {
        return new TargetFrames(this, rows.size(), target, threshold, weight);
    }

    /** The frames of one target. */
    static final class TargetFrames extends AbstractList<FrameScore> implements RandomAccess {
        private final ScoreTable table;
        private final int count;
        private final int target;
        private final double threshold;
        private final double weight;

        private TargetFrames(
                ScoreTable table, int count, int target, double threshold, double weight) {
            this.table = table;
            this.count = count;
            this.target = target;
            this.threshold = threshold;
            this.weight = weight;
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public FrameScore get(int index) {
            Row row = table.rows.get(index);
            double smooth =
                    ScoreSmoothing.at(
                            index,
                            number -> table.rows.get(number).probabilities[target],
                            count,
                            weight,
                            table.cuts);
            Score checked = row.checked.get(target);
            return new FrameScore(
                    row.seconds,
                    smooth,
                    smooth >= threshold,
                    row.regions.length == 0 ? null : row.regions[target],
                    checked == null ? null : checked.check(),
                    checked != null && checked.unclear() && VerifiedScoring.isUnclear(smooth));
        }
    }
}
