package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;
import org.jspecify.annotations.Nullable;

/**
 * Refines the alignment of a stored clip with a query clip from an initial guess: first in time,
 * then in speed, then in space, with decreasing step sizes.
 */
final class AlignmentRefiner {
    /** Correlation below which a guess is discarded. */
    private static final double HOPELESS = 0.15;

    /** Correlation below which a guess may show another part of the image. */
    private static final double DOUBTFUL = 0.75;

    private static final double SLOWEST = 0.88;
    private static final double FASTEST = 1.14;

    private final AlignmentScorer alignmentScorer;

    AlignmentRefiner(AlignmentScorer alignmentScorer) {
        this.alignmentScorer = alignmentScorer;
    }

    /** Returns the best score found; a local optimum. */
    MatchScore best(AlignmentVotes.Candidate guess) {
        ClipFingerprint query = alignmentScorer.query();
        ClipFingerprint stored = alignmentScorer.stored();
        @Nullable RelativeRect one = query.region(guess.queryView());
        @Nullable RelativeRect other = stored.region(guess.storedView());
        MatchScore best = aligned(one, other, guess, new MatchScore(unmoved(guess), -1, -1));
        best = aligned(query.lively(), stored.lively(), guess, best);
        if (best.change() < DOUBTFUL) {
            best = aligned(RelativeRect.WHOLE, RelativeRect.WHOLE, guess, best);
        }
        return best.change() < HOPELESS ? best : refined(best);
    }

    private static SpatioTemporalTransform unmoved(AlignmentVotes.Candidate guess) {
        return SpatioTemporalTransform.of(
                RelativeRect.WHOLE, RelativeRect.WHOLE, guess.mirrored(), guess.offset());
    }

    private MatchScore aligned(
            @Nullable RelativeRect query,
            @Nullable RelativeRect stored,
            AlignmentVotes.Candidate guess,
            MatchScore best) {
        if (query == null || stored == null) {
            return best;
        }
        SpatioTemporalTransform transform =
                SpatioTemporalTransform.of(query, stored, guess.mirrored(), guess.offset());
        MatchScore better = best;
        for (int i = -4; i <= 4; i++) {
            better = better.betterOf(alignmentScorer.fit(transform.later(0.25 * i)));
        }
        return better;
    }

    /** Refines a score; stops as soon as it falls below what true copies reach. */
    private MatchScore refined(MatchScore matchScore) {
        MatchScore best = speeds(matchScore, 0.02, 6);
        best = offsets(best, 0.125, 3);
        double least = 0.25;
        for (double step = 0.06; step > 0.005 && best.change() > least; step /= 2) {
            best = places(best, step);
            best = places(best, step);
            best = offsets(best, 1.3 * step, 2);
            best = speeds(best, step / 4, 1);
            least += 0.15;
        }
        return best;
    }

    private MatchScore speeds(MatchScore matchScore, double step, int count) {
        MatchScore best = matchScore;
        double middle = alignmentScorer.query().seconds() / 2;
        for (int i = -count; i <= count; i++) {
            SpatioTemporalTransform changed = matchScore.placement().faster(i * step, middle);
            if (changed.speed() > SLOWEST && changed.speed() < FASTEST) {
                best = best.betterOf(alignmentScorer.fit(changed));
            }
        }
        return best;
    }

    private MatchScore offsets(MatchScore matchScore, double step, int count) {
        MatchScore best = matchScore;
        for (int i = -count; i <= count; i++) {
            best = best.betterOf(alignmentScorer.fit(matchScore.placement().later(i * step)));
        }
        return best;
    }

    private MatchScore places(MatchScore matchScore, double step) {
        MatchScore best = matchScore;
        for (double d = -step; d <= step; d += 2 * step) {
            best = best.betterOf(alignmentScorer.fit(best.placement().moved(1 + d, 1 + d, 0, 0)));
            best = best.betterOf(alignmentScorer.fit(best.placement().moved(1, 1, d, 0)));
            best = best.betterOf(alignmentScorer.fit(best.placement().moved(1, 1, 0, d)));
            best = best.betterOf(alignmentScorer.fit(best.placement().moved(1 + d, 1, 0, 0)));
        }
        return best;
    }
}
