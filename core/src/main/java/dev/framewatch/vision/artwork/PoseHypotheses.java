package dev.framewatch.vision.artwork;

import dev.framewatch.vision.LocalFeatures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pose hypotheses from key-point matches. Each match alone determines position, scale and rotation;
 * the hypothesis with the most support from other matches comes first, its matches are then
 * removed, and so on. This finds a small consensus among many outliers, where random sampling
 * (RANSAC) would not.
 */
final class PoseHypotheses {
    private static final int MAX = 4;

    /** Minimum support; less arises by chance. */
    private static final int MIN_POINTS = 3;

    /**
     * Maximum distance of a point from its predicted position, as a fraction of the object's longer
     * side.
     */
    private static final double NEAR = 0.15;

    /** The same after the reference has been aligned with the frame. */
    private static final double TIGHT = 0.05;

    private static final int REFITS = 3;

    /** Maximum ratio of the scales of two agreeing matches. */
    private static final double SIZES = 1.6;

    /** Maximum difference of the rotations of two agreeing matches, in radians. */
    private static final double TURNS = 0.5;

    /**
     * Ridge regularisation towards the hypothesis: keeps a few points close together from
     * distorting the fit.
     */
    private static final double STIFFNESS = 0.3;

    private static final double MIN_PIXELS = 8;

    private final FeatureMatches matches;
    private final double[] u;
    private final double[] v;
    private final double[] x;
    private final double[] y;
    private final double[] scales;
    private final double[] angles;
    private final Homography[] guesses;
    private final double[] weights;
    private final boolean[] used;
    private final int[] claimed;
    private int round;

    /** The matches of the last consensus, {@link #count} of them. */
    private final int[] agreeing;

    private int count;

    PoseHypotheses(ReferenceKeypoints reference, LocalFeatures frame, FeatureMatches matches) {
        int size = matches.count();
        this.matches = matches;
        this.u = new double[size];
        this.v = new double[size];
        this.x = new double[size];
        this.y = new double[size];
        this.scales = new double[size];
        this.angles = new double[size];
        this.guesses = new Homography[size];
        this.weights = new double[size];
        this.used = new boolean[size];
        this.agreeing = new int[size];
        this.claimed = new int[frame.count()];
        for (int i = 0; i < size; i++) {
            int from = matches.reference()[i];
            int to = matches.frame()[i];
            u[i] = reference.u()[from];
            v[i] = reference.v()[from];
            x[i] = frame.x()[to];
            y[i] = frame.y()[to];
            scales[i] = frame.size()[to] / reference.size()[from];
            double turn = frame.angle()[to] - reference.angle()[from];
            angles[i] = turn < 0 ? turn + 2 * Math.PI : turn;
            guesses[i] = guess(i);
        }
        for (int i = 0; i < size; i++) {
            weights[i] = scales[i] < MIN_PIXELS ? 0 : weight(i);
        }
    }

    /** Returns up to {@value #MAX} hypotheses, the best supported first. */
    List<Homography> likeliest() {
        List<Homography> found = new ArrayList<>();
        for (Homography next = next(); next != null; next = next()) {
            found.add(next);
            if (found.size() == MAX) {
                break;
            }
        }
        return found;
    }

    /** Returns the number of distinct frame points that agree with a pose. */
    int agreeing(Homography homography) {
        chooseTight(homography);
        return count;
    }

    /** Returns the affine transform fitted to the points that agree with a pose, iteratively. */
    Homography refitted(Homography homography) {
        Homography better = homography;
        for (int i = 0; i < REFITS; i++) {
            chooseTight(better);
            if (count < MIN_POINTS) {
                return better;
            }
            better = fitted(better);
        }
        return better;
    }

    private void chooseTight(Homography homography) {
        double near = TIGHT * homography.scale();
        round++;
        count = 0;
        for (int pair = 0; pair < guesses.length; pair++) {
            if (squaredDistance(homography, pair) <= near * near && claim(pair)) {
                agreeing[count++] = pair;
            }
        }
    }

    private double squaredDistance(Homography homography, int pair) {
        double across = homography.x(u[pair], v[pair]) - x[pair];
        double down = homography.y(u[pair], v[pair]) - y[pair];
        return across * across + down * down;
    }

    private Homography guess(int pair) {
        Homography turned = Homography.similarity(scales[pair], angles[pair], 0, 0);
        return Homography.similarity(
                scales[pair],
                angles[pair],
                x[pair] - turned.x(u[pair], v[pair]),
                y[pair] - turned.y(u[pair], v[pair]));
    }

    private @Nullable Homography next() {
        double most = 0;
        int best = -1;
        for (int pair = 0; pair < guesses.length; pair++) {
            if (!used[pair] && weights[pair] > most) {
                most = weights[pair];
                best = pair;
            }
        }
        if (best < 0) {
            return null;
        }
        round++;
        count = 0;
        for (int pair = 0; pair < guesses.length; pair++) {
            if (agree(best, pair)) {
                used[pair] = true;
                if (claim(pair)) {
                    agreeing[count++] = pair;
                }
            }
        }
        used[best] = true;
        return count < MIN_POINTS ? null : fitted(guesses[best]);
    }

    /** Returns the support of a hypothesis; closer descriptors have more weight. */
    private double weight(int guess) {
        double weight = 0;
        round++;
        for (int pair = 0; pair < guesses.length; pair++) {
            if (agree(guess, pair) && claim(pair)) {
                weight += 1.2 - matches.distance()[pair];
            }
        }
        return weight;
    }

    /**
     * Marks the frame point of a match as used in this round; false if it was used already, because
     * each frame point supports a hypothesis only once.
     */
    private boolean claim(int pair) {
        int point = matches.frame()[pair];
        if (claimed[point] == round) {
            return false;
        }
        claimed[point] = round;
        return true;
    }

    private boolean agree(int guess, int pair) {
        double size = scales[guess];
        if (scales[pair] > SIZES * size || size > SIZES * scales[pair]) {
            return false;
        }
        double turn = Math.abs(angles[pair] - angles[guess]);
        if (turn > TURNS && turn < 2 * Math.PI - TURNS) {
            return false;
        }
        return squaredDistance(guesses[guess], pair) <= NEAR * NEAR * size * size;
    }

    /** Returns the regularised least-squares affine transform of the current consensus. */
    private Homography fitted(Homography guess) {
        double[][] normal = new double[3][3];
        double[] across = new double[3];
        double[] down = new double[3];
        double[] point = new double[3];
        for (int each = 0; each < count; each++) {
            int pair = agreeing[each];
            point[0] = u[pair];
            point[1] = v[pair];
            point[2] = 1;
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    normal[i][j] += point[i] * point[j];
                }
                across[i] += point[i] * x[pair];
                down[i] += point[i] * y[pair];
            }
        }
        for (int i = 0; i < 2; i++) {
            normal[i][i] += STIFFNESS;
            across[i] += STIFFNESS * guess.m()[i];
            down[i] += STIFFNESS * guess.m()[3 + i];
        }
        return Homography.affine(
                LinearSolver.solve(normal, across), LinearSolver.solve(normal, down));
    }
}
