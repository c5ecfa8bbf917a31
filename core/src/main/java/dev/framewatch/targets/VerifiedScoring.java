package dev.framewatch.targets;

import dev.framewatch.geometry.Region;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Combines the scores of a frame's faces with what the confirming network says about those that
 * matter. Training measures with this very class, so that a scan decides as was measured.
 */
public final class VerifiedScoring {
    /** Faces below this probability are not the target's, whatever another network says. */
    public static final double NEAR = 0.1;

    /** From this probability on, and below {@link #POSITIVE}, the answer is "cannot tell". */
    private static final double UNCLEAR = 0.25;

    private static final double POSITIVE = 0.95;

    private final FaceVerifier verifier;
    private final boolean isSecondOpinion;
    private final double near;

    private VerifiedScoring(Confirmation confirmation, boolean isSecondOpinion, double near) {
        this.verifier = new FaceVerifier(confirmation);
        this.isSecondOpinion = isSecondOpinion;
        this.near = near;
    }

    /** Returns the scoring of a target that one network scores and another one confirms. */
    public static VerifiedScoring withSecondOpinion(Confirmation confirmation) {
        return new VerifiedScoring(confirmation, true, NEAR);
    }

    /**
     * Returns the scoring of a target.
     *
     * @param manifest of a target with this confirmation
     */
    static VerifiedScoring of(TargetManifest manifest, Confirmation confirmation) {
        ThresholdCurve thresholds = manifest.thresholds();
        return confirmation.backbones().equals(manifest.backbones())
                ? new VerifiedScoring(
                        confirmation,
                        false,
                        Math.min(thresholds.chosen(), thresholds.balanced()) / 2)
                : withSecondOpinion(confirmation);
    }

    /** Returns whether a probability is neither clearly positive nor clearly negative. */
    public static boolean isUnclear(double probability) {
        return probability >= UNCLEAR && probability < POSITIVE;
    }

    /**
     * Returns the score of the face that is most likely the target's. Faces are asked about in
     * descending order until no other can exceed the best.
     *
     * @param scores one for each face, at least one; NaN if a model failed
     * @param regions the region of each face
     * @param confirming returns a face as the confirming network describes it
     */
    public Score mostLikely(
            double[] scores,
            List<? extends @Nullable Region> regions,
            IntFunction<EmbeddedFace> confirming) {
        Score best = new Score(Double.NEGATIVE_INFINITY, null);
        for (int i : descending(scores)) {
            if (highest(scores[i]) <= best.probability()) {
                break;
            }
            Score score =
                    scores[i] >= near
                            ? verified(scores[i], regions.get(i), confirming.apply(i))
                            : new Score(scores[i], regions.get(i));
            if (Double.isNaN(score.probability())) {
                return score;
            }
            best = score.probability() > best.probability() ? score : best;
        }
        return best;
    }

    /** Returns the highest probability that a face with this score can get. */
    private double highest(double score) {
        return isSecondOpinion && score >= near
                ? LogOdds.probability(LogOdds.of(score) + SimilarityEvidence.MOST_IN_FAVOUR)
                : score;
    }

    /**
     * Returns what the check leaves of a score. Where one network scores and confirms, only
     * rejected faces lose theirs: the others have it from the same similarity.
     */
    private Score verified(double score, @Nullable Region region, EmbeddedFace face) {
        FaceCheck check = verifier.check(face);
        if (check.outcome() == FaceCheck.Outcome.REJECTED) {
            return new Score(0, region, check, false);
        }
        if (!isSecondOpinion) {
            return new Score(score, region, check, false);
        }
        double evidence =
                SimilarityEvidence.of(check.similarity(), face.length(), face.face().box().width());
        double probability = LogOdds.probability(LogOdds.of(score) + evidence);
        return new Score(probability, region, check, isUnclear(probability));
    }

    /** Returns the indices of scores, the first NaN or else the highest first. */
    private static List<Integer> descending(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .toList();
    }
}
