package dev.framewatch.verdict;

import dev.framewatch.targets.ScoreSmoothing;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.video.Frame;
import dev.framewatch.video.RgbImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One video on its way through a scan: takes scores as workers finish them, in any order, puts them
 * in order of time, and knows when the verdicts stand.
 */
final class VideoScan {
    private final List<Target> targets;
    private final double[] thresholds;
    private final ScanOptions options;
    private final double seconds;
    private final int expected;
    private final List<Double> times = new ArrayList<>();
    private final List<List<Score>> scores = new ArrayList<>();
    private final Map<Integer, ScoredFrame> waiting = new HashMap<>();
    private final List<Deque<Candidate>> best = new ArrayList<>();
    private boolean isDecided;
    private int settledAt;

    private record ScoredFrame(Frame frame, List<Score> scores) {}

    private record Candidate(int index, double score, RgbImage picture) {}

    VideoScan(List<Target> targets, ScanOptions options, double seconds) {
        this.targets = targets;
        this.options = options;
        this.seconds = seconds;
        this.expected = instants(seconds, options.sampling().intervalSeconds());
        this.thresholds =
                targets.stream()
                        .mapToDouble(t -> t.manifest().thresholds().at(options.threshold()))
                        .toArray();
        for (int i = 0; i < targets.size(); i++) {
            scores.add(new ArrayList<>());
            best.add(new ArrayDeque<>());
        }
    }

    /**
     * How many sampling instants 0, every, 2 every, ... lie before the end; half a hundredth of
     * slack.
     */
    private static int instants(double seconds, double every) {
        return Math.max(1, (int) Math.ceil(seconds / every - 0.005));
    }

    double seconds() {
        return seconds;
    }

    /** Takes the scores of frame number {@code index}, one for each Target. */
    synchronized void frameScored(int index, Frame frame, List<Score> found) {
        waiting.put(index, new ScoredFrame(frame, found));
        for (ScoredFrame next = waiting.remove(times.size());
                next != null;
                next = waiting.remove(times.size())) {
            append(next);
        }
        // Asking costs a look at all frames, so long videos ask less often.
        if (options.early() && !isDecided && times.size() >= settledAt) {
            isDecided = allSettled(0, false);
            settledAt = times.size() + 1 + times.size() / 200;
        }
    }

    private void append(ScoredFrame next) {
        int index = times.size();
        times.add(next.frame.seconds());
        for (int t = 0; t < targets.size(); t++) {
            Score score = next.scores.get(t);
            scores.get(t).add(score);
            keep(best.get(t), new Candidate(index, score.probability(), next.frame.image()));
        }
    }

    /** Best first; of equal scores the earlier frame; the same picture only once. */
    private void keep(Deque<Candidate> kept, Candidate candidate) {
        if (options.keepFrames() == 0 || Double.isNaN(candidate.score)) {
            return;
        }
        if (kept.stream().anyMatch(other -> other.picture == candidate.picture)) {
            return;
        }
        List<Candidate> sorted = new ArrayList<>(kept);
        sorted.add(candidate);
        sorted.sort(
                Comparator.comparingDouble(Candidate::score)
                        .reversed()
                        .thenComparingInt(Candidate::index));
        kept.clear();
        sorted.stream().limit(options.keepFrames()).forEach(kept::add);
    }

    /** Whether no frame that is still to come can change a verdict. */
    synchronized boolean isDecided() {
        return isDecided;
    }

    /** How many frames have come in without a gap. */
    synchronized int known() {
        return times.size();
    }

    /**
     * Whether no further frame could matter once so many more are known, be they all positive or
     * all negative.
     */
    synchronized boolean couldBeDecidedBy(int pending) {
        return pending > 0 && (allSettled(pending, true) || allSettled(pending, false));
    }

    private boolean allSettled(int pending, boolean positive) {
        double every = options.sampling().intervalSeconds();
        for (int t = 0; t < targets.size(); t++) {
            List<FrameScore> frames = new ArrayList<>(frames(t));
            for (int i = 0; i < pending; i++) {
                frames.add(new FrameScore(frames.size() * every, 0.5, positive, null));
            }
            if (targets.get(t).manifest().neighbourWeight() > 0 && !frames.isEmpty()) {
                frames.removeLast();
            }
            if (frames.stream().anyMatch(frame -> Double.isNaN(frame.score()))
                    || !options.rule().isDecided(frames, every, expected, seconds)) {
                return false;
            }
        }
        return true;
    }

    private List<FrameScore> frames(int target) {
        List<Score> raw = scores.get(target);
        double[] smooth =
                ScoreSmoothing.apply(
                        raw.stream().mapToDouble(Score::probability).toArray(),
                        targets.get(target).manifest().neighbourWeight());
        List<FrameScore> frames = new ArrayList<>(raw.size());
        for (int i = 0; i < smooth.length; i++) {
            boolean positive = smooth[i] >= thresholds[target];
            frames.add(new FrameScore(times.get(i), smooth[i], positive, raw.get(i).place()));
        }
        return frames;
    }

    /** What was seen of the video, once every frame has come in. */
    synchronized Coverage coverage(double decodedSeconds, boolean stoppedEarly) {
        return new Coverage(seconds, decodedSeconds, expected, times.size(), stoppedEarly);
    }

    /**
     * The conclusions, once every frame has come in; {@code unreadable} is the reason if nothing
     * did.
     */
    synchronized List<TargetResult> conclude(Coverage coverage, @Nullable String unreadable) {
        double every = options.sampling().intervalSeconds();
        List<TargetResult> results = new ArrayList<>();
        for (int t = 0; t < targets.size(); t++) {
            Target target = targets.get(t);
            List<FrameScore> frames = frames(t);
            Verdict verdict =
                    unreadable == null
                            ? Verdict.judge(options.rule(), frames, coverage, every)
                            : new Verdict.Unreadable(unreadable);
            results.add(
                    new TargetResult(
                            target.name(),
                            target.sha256(),
                            verdict,
                            thresholds[t],
                            PositiveRuns.longest(frames, every),
                            frames));
        }
        return results;
    }

    /** For each Target the best positive frames that were kept. */
    synchronized List<List<EvidenceFrame>> kept(List<TargetResult> results) {
        List<List<EvidenceFrame>> kept = new ArrayList<>();
        for (int t = 0; t < targets.size(); t++) {
            List<FrameScore> frames = results.get(t).frames();
            kept.add(
                    best.get(t).stream()
                            .map(c -> new EvidenceFrame(frames.get(c.index), c.picture))
                            .filter(k -> k.frame().positive())
                            .toList());
        }
        return kept;
    }
}
