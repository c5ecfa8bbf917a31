package dev.framewatch.verdict;

import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.video.Frame;
import dev.framewatch.video.Sampling;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one video during a scan: collects scores as workers finish them, in any order, sorts
 * them by time, and determines when the verdicts are final.
 */
final class VideoScan {
    private final List<Target> targets;
    private final double[] thresholds;
    private final ScanOptions options;
    private final double startSeconds;
    private final List<Rule> rules;
    private final double seconds;
    private final int expected;
    private final Map<Integer, ScoredFrame> waiting = new HashMap<>();
    private final BitSet cuts = new BitSet();
    private final ScoreTable scores = new ScoreTable(cuts);
    private final KeptFrames kept;
    private boolean isDecided;
    private int nextCheckAt;

    private record ScoredFrame(Frame frame, List<Score> scores) {}

    VideoScan(List<Target> targets, ScanOptions options, double seconds, boolean stills) {
        this(targets, options, 0, seconds, stills);
    }

    /**
     * @param startSeconds when the video's first frame is shown
     * @param seconds from then to the end of the last frame
     * @param stills whether the frames are independent images
     */
    VideoScan(
            List<Target> targets,
            ScanOptions options,
            double startSeconds,
            double seconds,
            boolean stills) {
        this.targets = targets;
        this.options = options;
        this.rules =
                targets.stream()
                        .map(target -> options.criteriaFor(target.name()).ruleFor(stills))
                        .toList();
        this.startSeconds = startSeconds;
        this.seconds = seconds;
        this.expected = instants(options.sampling().intervalSeconds());
        this.thresholds =
                targets.stream().mapToDouble(target -> threshold(target, options)).toArray();
        this.kept = new KeptFrames(options.keepFrames(), KeptFrames.budget(), thresholds);
    }

    /** Returns the score at or above which a frame is positive. */
    static double threshold(Target target, ScanOptions options) {
        return target.manifest().threshold(options.criteriaFor(target.name()).threshold());
    }

    /**
     * Returns how many sampling instants 0, every, 2 every, ... lie before the end, with a
     * tolerance of 0.005 sample intervals. The first frame also counts for the instant before it.
     */
    private int instants(double every) {
        double skipped = Math.floor(startSeconds / every + 0.005);
        double last = Math.ceil(endSeconds() / every - 0.005);
        return (int) Math.max(1, last - skipped);
    }

    double seconds() {
        return seconds;
    }

    /** Returns when the video ends, on the clock of its frames. */
    double endSeconds() {
        return startSeconds + seconds;
    }

    /** Notes that frame number {@code index} begins another shot; called before it is scored. */
    synchronized void cutBefore(int index) {
        cuts.set(index);
    }

    /** Adds the scores of frame number {@code index}, one per target. */
    synchronized void frameScored(int index, Frame frame, List<Score> found) {
        waiting.put(index, new ScoredFrame(frame, found));
        for (ScoredFrame next = waiting.remove(scores.size());
                next != null;
                next = waiting.remove(scores.size())) {
            append(next);
        }
        // Each check is O(n) in the frames, so long videos check less often.
        if (options.early() && !isDecided && scores.size() >= nextCheckAt) {
            isDecided = areAllDecided(0, false);
            nextCheckAt = scores.size() + 1 + scores.size() / 200;
        }
    }

    private void append(ScoredFrame next) {
        int index = scores.size();
        scores.add(next.frame.seconds(), next.scores);
        for (int t = 0; t < targets.size(); t++) {
            double score = next.scores.get(t).probability();
            kept.add(t, new KeptFrames.Candidate(index, score, next.frame.image()));
        }
        kept.limit();
    }

    /** Returns whether no remaining frame can change a verdict. */
    synchronized boolean isDecided() {
        return isDecided;
    }

    /** Returns the number of frames received without a gap. */
    synchronized int scoredCount() {
        return scores.size();
    }

    /**
     * Returns whether the verdicts could be final once this many more frames are scored, all
     * positive or all negative.
     */
    synchronized boolean couldBeDecidedBy(int pending) {
        return pending > 0 && (areAllDecided(pending, true) || areAllDecided(pending, false));
    }

    private boolean areAllDecided(int pending, boolean positive) {
        double every = options.sampling().intervalSeconds();
        for (int t = 0; t < targets.size(); t++) {
            Rule rule = rules.get(t);
            List<FrameScore> frames = new ArrayList<>(frames(t));
            boolean confirmed =
                    !confirms(t)
                            || (pending > 0 && positive)
                            || frames.stream().anyMatch(FrameScore::isConfirmed);
            for (int i = 0; i < pending; i++) {
                frames.add(new FrameScore(frames.size() * every, 0.5, positive, null));
            }
            if (targets.get(t).manifest().neighbourWeight() > 0 && !frames.isEmpty()) {
                frames.removeLast();
            }
            List<FrameScore> possible = frames.stream().map(FrameScore::ifPossible).toList();
            if (frames.stream().anyMatch(frame -> Double.isNaN(frame.score()))
                    || (!confirmed && rule.holds(frames, every))
                    || !rule.isDecided(frames, every, expected, endSeconds())
                    || rule.holds(frames, every) != rule.holds(possible, every)
                    || !rule.isDecided(possible, every, expected, endSeconds())) {
                return false;
            }
        }
        return true;
    }

    private boolean confirms(int target) {
        return targets.get(target).manifest().confirmation() != null;
    }

    private List<FrameScore> frames(int target) {
        return scores.frames(
                target, thresholds[target], targets.get(target).manifest().neighbourWeight());
    }

    /** Returns how much of the video was analysed; called after the last frame. */
    synchronized Coverage coverage(double decodedSeconds, boolean stoppedEarly) {
        return new Coverage(seconds, decodedSeconds, expected, scores.size(), stoppedEarly);
    }

    /**
     * Returns the conclusions; called after the last frame.
     *
     * @param omission what of the video was left out, or empty; such a video is never a clean
     *     no-match
     * @param unreadable the reason if nothing was decoded
     */
    synchronized List<TargetResult> conclude(
            Coverage coverage, String omission, @Nullable String unreadable) {
        double every = options.sampling().intervalSeconds();
        List<TargetResult> results = new ArrayList<>();
        for (int t = 0; t < targets.size(); t++) {
            Target target = targets.get(t);
            List<FrameScore> lasting = frames(t);
            List<FrameScore> frames = List.copyOf(lasting); // while this target is judged
            Verdict verdict =
                    unreadable == null
                            ? judge(t, frames, coverage).given(omission)
                            : new Verdict.Unreadable(unreadable);
            results.add(
                    new TargetResult(
                            target.name(),
                            target.sha256(),
                            verdict,
                            rules.get(t),
                            thresholds[t],
                            PositiveRuns.longest(frames, every),
                            lasting));
        }
        return results;
    }

    private Verdict judge(int target, List<FrameScore> frames, Coverage coverage) {
        Sampling sampling = options.sampling();
        return sampling.keyFramesOnly()
                ? Verdict.triage(frames, thresholds[target])
                : Verdict.judge(
                        rules.get(target),
                        frames,
                        coverage,
                        sampling.intervalSeconds(),
                        confirms(target));
    }

    /**
     * Returns the best positive frames kept for each target; the one with the highest score if none
     * is positive.
     */
    synchronized List<List<EvidenceFrame>> kept(List<TargetResult> results) {
        List<List<EvidenceFrame>> evidence = new ArrayList<>();
        for (int t = 0; t < targets.size(); t++) {
            List<FrameScore> frames = results.get(t).frames();
            List<EvidenceFrame> best =
                    kept.of(t).stream()
                            .map(one -> new EvidenceFrame(frames.get(one.index()), one.image()))
                            .toList();
            List<EvidenceFrame> positive =
                    best.stream().filter(one -> one.frame().positive()).toList();
            evidence.add(positive.isEmpty() ? best.subList(0, Math.min(1, best.size())) : positive);
        }
        return evidence;
    }
}
