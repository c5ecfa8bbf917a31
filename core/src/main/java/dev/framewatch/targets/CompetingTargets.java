package dev.framewatch.targets;

import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.vision.FaceEmbedding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives one face one name: where targets of different people claim the same face, only the one with
 * the most similar references keeps its score.
 */
final class CompetingTargets {
    /** A smaller lead decides nothing. */
    private static final double MARGIN = 0.05;

    /**
     * Similarity of two targets' means from which on they are of the same person and do not
     * compete. Single photos of different people reach 0.5.
     */
    private static final double SAME_PERSON = 0.6;

    private final List<Target> targets;
    private final List<float @Nullable []> means = new ArrayList<>();

    CompetingTargets(List<Target> targets) {
        this.targets = targets;
        for (Target target : targets) {
            Confirmation confirmation = target.manifest().confirmation();
            means.add(confirmation == null ? null : confirmation.mean());
        }
    }

    /**
     * Returns the scores, with 0 for a face that another target has a better claim to.
     *
     * @param scores of one image, one for each target
     */
    List<Score> resolve(List<Score> scores) {
        List<Score> resolved = new ArrayList<>(scores);
        for (int i = 0; i < scores.size(); i++) {
            FaceCheck check = scores.get(i).check();
            int likelier = check == null ? -1 : likelier(i, check, scores);
            if (check != null && likelier >= 0) {
                resolved.set(
                        i,
                        new Score(
                                0,
                                scores.get(i).region(),
                                check.lessLikelyThan(targets.get(likelier).name()),
                                false));
            }
        }
        return resolved;
    }

    /** Returns the target with the best claim to a face; -1 if no other one is clearly better. */
    private int likelier(int target, FaceCheck check, List<Score> scores) {
        int best = -1;
        double highest = check.similarity() + MARGIN;
        for (int i = 0; i < scores.size(); i++) {
            Score score = scores.get(i);
            FaceCheck other = score.check();
            if (other != null
                    && other.outcome() != FaceCheck.Outcome.REJECTED
                    && other.similarity() >= highest
                    && score.region() != null
                    && score.region().equals(scores.get(target).region())
                    && compete(target, i)) {
                highest = other.similarity();
                best = i;
            }
        }
        return best;
    }

    private boolean compete(int one, int other) {
        float[] left = means.get(one);
        float[] right = means.get(other);
        return left != null
                && right != null
                && left.length == right.length
                && FaceEmbedding.similarity(left, right) < SAME_PERSON;
    }
}
