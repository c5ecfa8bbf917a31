package dev.framewatch.clip;

import org.jspecify.annotations.Nullable;

/**
 * Finds how a stored clip lies best over the one that is looked for, from a first guess: in time,
 * then in speed, then in the picture, in ever smaller steps.
 */
final class Alignment {
    /** A guess that agrees less than this leads nowhere. */
    private static final double HOPELESS = 0.15;

    /** A guess that agrees less than this may be of another part of the picture. */
    private static final double DOUBTFUL = 0.75;

    private static final double SLOWEST = 0.88;
    private static final double FASTEST = 1.14;

    private final Overlay overlay;

    Alignment(Overlay overlay) {
        this.overlay = overlay;
    }

    /** The best fit that is found; not the best there is. */
    Fit best(Votes.Candidate guess) {
        ClipFingerprint query = overlay.query();
        ClipFingerprint stored = overlay.stored();
        @Nullable Region one = query.region(guess.queryView());
        @Nullable Region other = stored.region(guess.storedView());
        Fit best = aligned(one, other, guess, new Fit(unmoved(guess), -1, -1));
        best = aligned(query.lively(), stored.lively(), guess, best);
        if (best.change() < DOUBTFUL) {
            best = aligned(Region.WHOLE, Region.WHOLE, guess, best);
        }
        return best.change() < HOPELESS ? best : refined(best);
    }

    private static Placement unmoved(Votes.Candidate guess) {
        return Placement.of(Region.WHOLE, Region.WHOLE, guess.mirrored(), guess.offset());
    }

    private Fit aligned(
            @Nullable Region query, @Nullable Region stored, Votes.Candidate guess, Fit best) {
        if (query == null || stored == null) {
            return best;
        }
        Placement placement = Placement.of(query, stored, guess.mirrored(), guess.offset());
        Fit better = best;
        for (int i = -4; i <= 4; i++) {
            better = better.orBetter(overlay.fit(placement.later(0.25 * i)));
        }
        return better;
    }

    /** Gives up as soon as it falls behind what true copies reach. */
    private Fit refined(Fit fit) {
        Fit best = speeds(fit, 0.02, 6);
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

    private Fit speeds(Fit fit, double step, int count) {
        Fit best = fit;
        double middle = overlay.query().seconds() / 2;
        for (int i = -count; i <= count; i++) {
            Placement changed = fit.placement().faster(i * step, middle);
            if (changed.speed() > SLOWEST && changed.speed() < FASTEST) {
                best = best.orBetter(overlay.fit(changed));
            }
        }
        return best;
    }

    private Fit offsets(Fit fit, double step, int count) {
        Fit best = fit;
        for (int i = -count; i <= count; i++) {
            best = best.orBetter(overlay.fit(fit.placement().later(i * step)));
        }
        return best;
    }

    private Fit places(Fit fit, double step) {
        Fit best = fit;
        for (double d = -step; d <= step; d += 2 * step) {
            best = best.orBetter(overlay.fit(best.placement().moved(1 + d, 1 + d, 0, 0)));
            best = best.orBetter(overlay.fit(best.placement().moved(1, 1, d, 0)));
            best = best.orBetter(overlay.fit(best.placement().moved(1, 1, 0, d)));
            best = best.orBetter(overlay.fit(best.placement().moved(1 + d, 1, 0, 0)));
        }
        return best;
    }
}
