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
    private static final int MAX_HYPOTHESES = 4;

    /** Minimum number of inliers; fewer arise by chance. */
    private static final int MIN_INLIERS = 3;

    /**
     * Maximum distance of a point from its predicted position, as a fraction of the object's longer
     * side.
     */
    private static final double MAX_DISTANCE = 0.15;

    /** The same after the reference has been aligned with the frame. */
    private static final double MAX_ALIGNED_DISTANCE = 0.05;

    private static final int REFIT_ITERATIONS = 3;

    /** Maximum ratio of the scales of two agreeing matches. */
    private static final double MAX_SCALE_RATIO = 1.6;

    /** Maximum difference of the rotations of two agreeing matches, in radians. */
    private static final double MAX_ANGLE_DIFFERENCE = 0.5;

    /**
     * Ridge regularisation towards the hypothesis: keeps a few points close together from
     * distorting the fit.
     */
    private static final double RIDGE = 0.3;

    /** Minimum longer side of the object in a frame, in pixels. */
    private static final double MIN_SIDE_PIXELS = 8;

    private final FeatureMatches matches;
    private final double[] u;
    private final double[] v;
    private final double[] x;
    private final double[] y;
    private final double[] scales;
    private final double[] angles;
    private final Homography[] hypotheses;
    private final double[] supports;
    private final boolean[] used;
    private final int[] lastRound;
    private int round;

    /** The matches of the last consensus, {@link #inlierCount} of them. */
    private final int[] inliers;

    private int inlierCount;

    PoseHypotheses(ReferenceKeypoints reference, LocalFeatures frame, FeatureMatches matches) {
        int size = matches.count();
        this.matches = matches;
        this.u = new double[size];
        this.v = new double[size];
        this.x = new double[size];
        this.y = new double[size];
        this.scales = new double[size];
        this.angles = new double[size];
        this.hypotheses = new Homography[size];
        this.supports = new double[size];
        this.used = new boolean[size];
        this.inliers = new int[size];
        this.lastRound = new int[frame.count()];
        for (int i = 0; i < size; i++) {
            int from = matches.reference()[i];
            int to = matches.frame()[i];
            u[i] = reference.u()[from];
            v[i] = reference.v()[from];
            x[i] = frame.x()[to];
            y[i] = frame.y()[to];
            scales[i] = frame.size()[to] / reference.size()[from];
            double rotation = frame.angle()[to] - reference.angle()[from];
            angles[i] = rotation < 0 ? rotation + 2 * Math.PI : rotation;
            hypotheses[i] = hypothesis(i);
        }
        for (int i = 0; i < size; i++) {
            supports[i] = scales[i] < MIN_SIDE_PIXELS ? 0 : support(i);
        }
    }

    /** Returns up to {@value #MAX_HYPOTHESES} hypotheses, the best supported first. */
    List<Homography> mostSupported() {
        List<Homography> result = new ArrayList<>();
        for (Homography next = nextHypothesis(); next != null; next = nextHypothesis()) {
            result.add(next);
            if (result.size() == MAX_HYPOTHESES) {
                break;
            }
        }
        return result;
    }

    /** Returns the number of distinct frame points that agree with a pose. */
    int countInliers(Homography homography) {
        collectInliers(homography);
        return inlierCount;
    }

    /** Returns the affine transform fitted to the points that agree with a pose, iteratively. */
    Homography refit(Homography homography) {
        Homography refined = homography;
        for (int i = 0; i < REFIT_ITERATIONS; i++) {
            collectInliers(refined);
            if (inlierCount < MIN_INLIERS) {
                return refined;
            }
            refined = fit(refined);
        }
        return refined;
    }

    private void collectInliers(Homography homography) {
        double maxDistance = MAX_ALIGNED_DISTANCE * homography.scale();
        round++;
        inlierCount = 0;
        for (int match = 0; match < hypotheses.length; match++) {
            if (squaredDistance(homography, match) <= maxDistance * maxDistance && claim(match)) {
                inliers[inlierCount++] = match;
            }
        }
    }

    private double squaredDistance(Homography homography, int match) {
        double across = homography.x(u[match], v[match]) - x[match];
        double down = homography.y(u[match], v[match]) - y[match];
        return across * across + down * down;
    }

    private Homography hypothesis(int match) {
        Homography rotation = Homography.similarity(scales[match], angles[match], 0, 0);
        return Homography.similarity(
                scales[match],
                angles[match],
                x[match] - rotation.x(u[match], v[match]),
                y[match] - rotation.y(u[match], v[match]));
    }

    private @Nullable Homography nextHypothesis() {
        double bestSupport = 0;
        int best = -1;
        for (int match = 0; match < hypotheses.length; match++) {
            if (!used[match] && supports[match] > bestSupport) {
                bestSupport = supports[match];
                best = match;
            }
        }
        if (best < 0) {
            return null;
        }
        round++;
        inlierCount = 0;
        for (int match = 0; match < hypotheses.length; match++) {
            if (isConsistent(best, match)) {
                used[match] = true;
                if (claim(match)) {
                    inliers[inlierCount++] = match;
                }
            }
        }
        used[best] = true;
        return inlierCount < MIN_INLIERS ? null : fit(hypotheses[best]);
    }

    /** Returns the support of a hypothesis; closer descriptors have more weight. */
    private double support(int candidate) {
        double weight = 0;
        round++;
        for (int match = 0; match < hypotheses.length; match++) {
            if (isConsistent(candidate, match) && claim(match)) {
                weight += 1.2 - matches.distance()[match];
            }
        }
        return weight;
    }

    /**
     * Marks the frame point of a match as used in this round; false if it was used already, because
     * each frame point supports a hypothesis only once.
     */
    private boolean claim(int match) {
        int point = matches.frame()[match];
        if (lastRound[point] == round) {
            return false;
        }
        lastRound[point] = round;
        return true;
    }

    private boolean isConsistent(int candidate, int match) {
        double size = scales[candidate];
        if (scales[match] > MAX_SCALE_RATIO * size || size > MAX_SCALE_RATIO * scales[match]) {
            return false;
        }
        double rotation = Math.abs(angles[match] - angles[candidate]);
        if (rotation > MAX_ANGLE_DIFFERENCE && rotation < 2 * Math.PI - MAX_ANGLE_DIFFERENCE) {
            return false;
        }
        return squaredDistance(hypotheses[candidate], match)
                <= MAX_DISTANCE * MAX_DISTANCE * size * size;
    }

    /** Returns the regularised least-squares affine transform of the current consensus. */
    private Homography fit(Homography hypothesis) {
        double[][] normal = new double[3][3];
        double[] across = new double[3];
        double[] down = new double[3];
        double[] point = new double[3];
        for (int inlier = 0; inlier < inlierCount; inlier++) {
            int match = inliers[inlier];
            point[0] = u[match];
            point[1] = v[match];
            point[2] = 1;
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    normal[i][j] += point[i] * point[j];
                }
                across[i] += point[i] * x[match];
                down[i] += point[i] * y[match];
            }
        }
        for (int i = 0; i < 2; i++) {
            normal[i][i] += RIDGE;
            across[i] += RIDGE * hypothesis.m()[i];
            down[i] += RIDGE * hypothesis.m()[3 + i];
        }
        return Homography.affine(
                LinearSolver.solve(normal, across), LinearSolver.solve(normal, down));
    }
}
