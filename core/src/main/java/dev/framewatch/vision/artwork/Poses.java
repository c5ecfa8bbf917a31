package dev.framewatch.vision.artwork;

import dev.framewatch.vision.LocalFeatures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the artwork may be. Each pair of key points alone tells position, size and turn; the guess
 * that most other pairs agree with comes first, its pairs are set aside, and so on. That finds an
 * agreement of few among many, where drawing pairs at random would not.
 */
final class Poses {
    private static final int MOST = 4;

    /** Fewer are chance. */
    private static final int LEAST_POINTS = 3;

    /** How far off a point may lie, as a share of the artwork's longer side. */
    private static final double NEAR = 0.15;

    /** The same once the artwork has been laid over the frame. */
    private static final double TIGHT = 0.05;

    private static final int REFITS = 3;

    /** How different the sizes may be that two pairs tell. */
    private static final double SIZES = 1.6;

    /** How different the turns may be, in radians. */
    private static final double TURNS = 0.5;

    /** Keeps a few points that lie close together from bending the artwork. */
    private static final double STIFFNESS = 0.3;

    private static final double LEAST_PIXELS = 8;

    private final ReferencePoints reference;
    private final LocalFeatures frame;
    private final Pairs pairs;
    private final double[] scales;
    private final double[] angles;
    private final Warp[] guesses;
    private final boolean[] used;
    private final int[] claimed;
    private int round;

    Poses(ReferencePoints reference, LocalFeatures frame, Pairs pairs) {
        this.reference = reference;
        this.frame = frame;
        this.pairs = pairs;
        this.scales = new double[pairs.count()];
        this.angles = new double[pairs.count()];
        this.guesses = new Warp[pairs.count()];
        this.used = new boolean[pairs.count()];
        this.claimed = new int[frame.count()];
        for (int i = 0; i < guesses.length; i++) {
            guesses[i] = guess(i);
        }
    }

    /** Up to {@value #MOST} guesses, the likeliest first. */
    List<Warp> likeliest() {
        List<Warp> found = new ArrayList<>();
        for (Warp next = next(); next != null; next = next()) {
            found.add(next);
            if (found.size() == MOST) {
                break;
            }
        }
        return found;
    }

    /** How many different points of the frame lie where the artwork has theirs. */
    int agreeing(Warp warp) {
        return tight(warp).size();
    }

    /** The map that the points make which lie where it says, or nearly so. */
    Warp refitted(Warp warp) {
        Warp better = warp;
        for (int i = 0; i < REFITS; i++) {
            List<Integer> agreeing = tight(better);
            if (agreeing.size() < LEAST_POINTS) {
                return better;
            }
            better = fitted(better, agreeing);
        }
        return better;
    }

    private List<Integer> tight(Warp warp) {
        List<Integer> agreeing = new ArrayList<>();
        round++;
        for (int pair = 0; pair < guesses.length; pair++) {
            if (distance(warp, pair) <= TIGHT * warp.scale() && claim(pair)) {
                agreeing.add(pair);
            }
        }
        return agreeing;
    }

    private double distance(Warp warp, int pair) {
        float u = reference.u()[pairs.reference()[pair]];
        float v = reference.v()[pairs.reference()[pair]];
        return Math.hypot(
                warp.x(u, v) - frame.x()[pairs.frame()[pair]],
                warp.y(u, v) - frame.y()[pairs.frame()[pair]]);
    }

    private Warp guess(int pair) {
        int from = pairs.reference()[pair];
        int to = pairs.frame()[pair];
        scales[pair] = frame.size()[to] / reference.size()[from];
        angles[pair] = frame.angle()[to] - reference.angle()[from];
        Warp turned = Warp.similarity(scales[pair], angles[pair], 0, 0);
        float u = reference.u()[from];
        float v = reference.v()[from];
        return Warp.similarity(
                scales[pair],
                angles[pair],
                frame.x()[to] - turned.x(u, v),
                frame.y()[to] - turned.y(u, v));
    }

    private @Nullable Warp next() {
        double most = 0;
        int best = -1;
        for (int pair = 0; pair < guesses.length; pair++) {
            double weight = used[pair] || scales[pair] < LEAST_PIXELS ? 0 : weight(pair);
            if (weight > most) {
                most = weight;
                best = pair;
            }
        }
        if (best < 0) {
            return null;
        }
        List<Integer> agreeing = new ArrayList<>();
        round++;
        for (int pair = 0; pair < guesses.length; pair++) {
            if (agree(best, pair)) {
                used[pair] = true;
                if (claim(pair)) {
                    agreeing.add(pair);
                }
            }
        }
        used[best] = true;
        return agreeing.size() < LEAST_POINTS ? null : fitted(guesses[best], agreeing);
    }

    /** How much speaks for a pair's guess: the nearer a pair, the more it counts. */
    private double weight(int guess) {
        double weight = 0;
        round++;
        for (int pair = 0; pair < guesses.length; pair++) {
            if (agree(guess, pair) && claim(pair)) {
                weight += 1.2 - pairs.distance()[pair];
            }
        }
        return weight;
    }

    /** A point of the frame speaks only once for a guess. */
    private boolean claim(int pair) {
        int point = pairs.frame()[pair];
        if (claimed[point] == round) {
            return false;
        }
        claimed[point] = round;
        return true;
    }

    private boolean agree(int guess, int pair) {
        double size = scales[pair] / scales[guess];
        if (size > SIZES || size < 1 / SIZES) {
            return false;
        }
        if (Math.abs(Math.IEEEremainder(angles[pair] - angles[guess], 2 * Math.PI)) > TURNS) {
            return false;
        }
        return distance(guesses[guess], pair) <= NEAR * scales[guess];
    }

    /** The affine map with the least squared errors, drawn towards the guess. */
    private Warp fitted(Warp guess, List<Integer> agreeing) {
        double[][] normal = new double[3][3];
        double[] across = new double[3];
        double[] down = new double[3];
        for (int pair : agreeing) {
            int from = pairs.reference()[pair];
            int to = pairs.frame()[pair];
            double[] point = {reference.u()[from], reference.v()[from], 1};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    normal[i][j] += point[i] * point[j];
                }
                across[i] += point[i] * frame.x()[to];
                down[i] += point[i] * frame.y()[to];
            }
        }
        for (int i = 0; i < 2; i++) {
            normal[i][i] += STIFFNESS;
            across[i] += STIFFNESS * guess.m()[i];
            down[i] += STIFFNESS * guess.m()[3 + i];
        }
        return Warp.affine(LinearSystem.solve(normal, across), LinearSystem.solve(normal, down));
    }
}
