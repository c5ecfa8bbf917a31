package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;
import org.jspecify.annotations.Nullable;

/**
 * Refines the alignment of a stored clip with a query clip from an initial guess: first in time,
 * then in speed, then in space, with decreasing step sizes.
 */
final class AlignmentRefiner {
    /** Correlation below which a candidate is discarded. */
    private static final double MIN_CORRELATION = 0.15;

    /** Correlation below which a candidate may show another part of the image. */
    private static final double MIN_CONFIDENT_CORRELATION = 0.75;

    private static final double MIN_SPEED = 0.88;
    private static final double MAX_SPEED = 1.14;

    private final AlignmentScorer alignmentScorer;

    AlignmentRefiner(AlignmentScorer alignmentScorer) {
        this.alignmentScorer = alignmentScorer;
    }

    /** Returns the best score found; a local optimum. */
    MatchScore refine(AlignmentVotes.Candidate candidate) {
        ClipFingerprint query = alignmentScorer.query();
        ClipFingerprint stored = alignmentScorer.stored();
        @Nullable RelativeRect one = query.region(candidate.queryView());
        @Nullable RelativeRect other = stored.region(candidate.storedView());
        MatchScore best =
                searchOffsets(one, other, candidate, new MatchScore(identity(candidate), -1, -1));
        best = searchOffsets(query.motionRegion(), stored.motionRegion(), candidate, best);
        if (best.changeCorrelation() < MIN_CONFIDENT_CORRELATION) {
            best = searchOffsets(RelativeRect.WHOLE, RelativeRect.WHOLE, candidate, best);
        }
        return best.changeCorrelation() < MIN_CORRELATION ? best : refineAll(best);
    }

    private static SpatioTemporalTransform identity(AlignmentVotes.Candidate candidate) {
        return SpatioTemporalTransform.of(
                RelativeRect.WHOLE, RelativeRect.WHOLE, candidate.mirrored(), candidate.offset());
    }

    private MatchScore searchOffsets(
            @Nullable RelativeRect query,
            @Nullable RelativeRect stored,
            AlignmentVotes.Candidate candidate,
            MatchScore best) {
        if (query == null || stored == null) {
            return best;
        }
        SpatioTemporalTransform transform =
                SpatioTemporalTransform.of(query, stored, candidate.mirrored(), candidate.offset());
        MatchScore result = best;
        for (int i = -4; i <= 4; i++) {
            result = result.betterOf(alignmentScorer.score(transform.shifted(0.25 * i)));
        }
        return result;
    }

    /** Refines a score; stops as soon as it falls below what true copies reach. */
    private MatchScore refineAll(MatchScore matchScore) {
        MatchScore best = refineSpeed(matchScore, 0.02, 6);
        best = refineOffset(best, 0.125, 3);
        double minCorrelation = 0.25;
        for (double step = 0.06;
                step > 0.005 && best.changeCorrelation() > minCorrelation;
                step /= 2) {
            best = refinePosition(best, step);
            best = refinePosition(best, step);
            best = refineOffset(best, 1.3 * step, 2);
            best = refineSpeed(best, step / 4, 1);
            minCorrelation += 0.15;
        }
        return best;
    }

    private MatchScore refineSpeed(MatchScore matchScore, double step, int count) {
        MatchScore best = matchScore;
        double middle = alignmentScorer.query().seconds() / 2;
        for (int i = -count; i <= count; i++) {
            SpatioTemporalTransform changed =
                    matchScore.transform().withSpeedChange(i * step, middle);
            if (changed.speed() > MIN_SPEED && changed.speed() < MAX_SPEED) {
                best = best.betterOf(alignmentScorer.score(changed));
            }
        }
        return best;
    }

    private MatchScore refineOffset(MatchScore matchScore, double step, int count) {
        MatchScore best = matchScore;
        for (int i = -count; i <= count; i++) {
            best = best.betterOf(alignmentScorer.score(matchScore.transform().shifted(i * step)));
        }
        return best;
    }

    private MatchScore refinePosition(MatchScore matchScore, double step) {
        MatchScore best = matchScore;
        for (double delta = -step; delta <= step; delta += 2 * step) {
            best =
                    best.betterOf(
                            alignmentScorer.score(
                                    best.transform()
                                            .scaledAndTranslated(1 + delta, 1 + delta, 0, 0)));
            best =
                    best.betterOf(
                            alignmentScorer.score(
                                    best.transform().scaledAndTranslated(1, 1, delta, 0)));
            best =
                    best.betterOf(
                            alignmentScorer.score(
                                    best.transform().scaledAndTranslated(1, 1, 0, delta)));
            best =
                    best.betterOf(
                            alignmentScorer.score(
                                    best.transform().scaledAndTranslated(1 + delta, 1, 0, 0)));
        }
        return best;
    }
}
