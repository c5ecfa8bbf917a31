package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;

/**
 * Class-balanced logistic regression with an L2 penalty on the weights, not on the bias. Minimises
 *
 * <pre>|w|^2 / 2 + C * sum_i s_i * log(1 + exp(-y_i (w . x_i + b)))</pre>
 *
 * where {@code s_i} is proportional to the example's weight, scaled so that each class has the
 * weight of half of all examples. Newton's method, with conjugate gradients for each step and a
 * backtracking line search (Nocedal and Wright, "Numerical Optimization", 2006, algorithm 7.1).
 * Deterministic: single-threaded, fixed order, double precision.
 */
public final class LogisticRegression {
    private static final int MAX_NEWTON_STEPS = 50;
    private static final int MAX_CG_ITERATIONS = 60;
    private static final double GRADIENT_TOLERANCE = 1e-4;

    private final double c;

    /**
     * @param c inverse regularisation strength, above 0; 10 to 100 suit vectors of unit length
     */
    public LogisticRegression(double c) {
        if (!(c > 0) || !Double.isFinite(c)) {
            throw new IllegalArgumentException("C must be a number above 0, not " + c);
        }
        this.c = c;
    }

    /**
     * Fits a model.
     *
     * @param vectors of equal length
     * @param positive class of each vector
     * @param weights weight of each vector relative to others of its class, above 0
     * @throws IllegalArgumentException unless both classes occur
     */
    public LinearModel fit(List<float[]> vectors, boolean[] positive, double[] weights) {
        double[] costs = costs(positive, weights);
        return fit(
                new DesignMatrix(vectors, StandardScaler.identity(vectors.getFirst().length)),
                positive,
                costs);
    }

    /** Fits a model on standardised vectors; the returned model takes unscaled vectors. */
    LinearModel fit(
            List<float[]> vectors, StandardScaler scaler, boolean[] positive, double[] weights) {
        double[] costs = costs(positive, weights);
        return scaler.foldInto(fit(new DesignMatrix(vectors, scaler), positive, costs));
    }

    private static LinearModel fit(DesignMatrix rows, boolean[] positive, double[] costs) {
        return new Problem(rows, positive, costs).solve();
    }

    private double[] costs(boolean[] positive, double[] weights) {
        double[] sum = new double[2];
        for (int i = 0; i < positive.length; i++) {
            sum[positive[i] ? 1 : 0] += weights[i];
        }
        if (!(sum[0] > 0) || !(sum[1] > 0)) {
            throw new IllegalArgumentException(
                    "both classes are needed: weights %s and %s".formatted(sum[0], sum[1]));
        }
        double[] costs = new double[positive.length];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = c * positive.length * weights[i] / (2 * sum[positive[i] ? 1 : 0]);
        }
        return costs;
    }

    /** The optimisation problem of one fit; the bias is the last parameter. */
    private static final class Problem {
        private final DesignMatrix rows;
        private final boolean[] positive;
        private final double[] cost;
        private final int size;
        private final double[] margins;
        private final double[] curvature;

        Problem(DesignMatrix rows, boolean[] positive, double[] cost) {
            this.rows = rows;
            this.positive = positive;
            this.cost = cost;
            this.size = rows.width();
            this.margins = new double[rows.count()];
            this.curvature = new double[rows.count()];
        }

        LinearModel solve() {
            double[] parameters = new double[size];
            double value = value(parameters);
            double[] gradient = gradient(parameters);
            double tolerance = GRADIENT_TOLERANCE * norm(gradient);
            for (int step = 0; step < MAX_NEWTON_STEPS && norm(gradient) > tolerance; step++) {
                double[] direction = direction(gradient);
                double slope = Vectors.dot(gradient, direction);
                double stepSize = 1;
                double[] next = addScaled(parameters, stepSize, direction);
                double nextValue = value(next);
                while (nextValue > value + 1e-4 * stepSize * slope && stepSize > 1e-10) {
                    stepSize /= 2;
                    next = addScaled(parameters, stepSize, direction);
                    nextValue = value(next);
                }
                if (nextValue >= value) {
                    break;
                }
                parameters = next;
                value = nextValue;
                gradient = gradient(parameters);
            }
            return new LinearModel(Arrays.copyOf(parameters, size - 1), parameters[size - 1]);
        }

        /** Returns the objective; stores the margins {@code w . x_i + b}. */
        private double value(double[] parameters) {
            double value = 0;
            for (int j = 0; j < size - 1; j++) {
                value += parameters[j] * parameters[j] / 2;
            }
            rows.multiply(parameters, margins);
            for (int i = 0; i < margins.length; i++) {
                value += cost[i] * Sigmoid.softplus(positive[i] ? -margins[i] : margins[i]);
            }
            return value;
        }

        /**
         * Returns the gradient at the point of the last call of {@link #value}; stores the
         * curvatures.
         */
        private double[] gradient(double[] parameters) {
            double[] errors = new double[margins.length];
            for (int i = 0; i < errors.length; i++) {
                double p = Sigmoid.of(margins[i]);
                errors[i] = cost[i] * (p - (positive[i] ? 1 : 0));
                curvature[i] = cost[i] * p * (1 - p);
            }
            double[] penalty = parameters.clone();
            penalty[size - 1] = 0;
            return addScaled(rows.transposeMultiply(errors), 1, penalty);
        }

        /** Solves {@code H d = -g} approximately, which is enough far from the minimum. */
        private double[] direction(double[] gradient) {
            double[] direction = new double[size];
            double[] residual = addScaled(new double[size], -1, gradient);
            double[] search = residual.clone();
            double squared = Vectors.dot(residual, residual);
            double tolerance = 0.01 * squared;
            for (int k = 0; k < MAX_CG_ITERATIONS && squared > tolerance; k++) {
                double[] product = hessianTimes(search);
                double step = squared / Vectors.dot(search, product);
                for (int j = 0; j < size; j++) {
                    direction[j] += step * search[j];
                    residual[j] -= step * product[j];
                }
                double before = squared;
                squared = Vectors.dot(residual, residual);
                search = addScaled(residual, squared / before, search);
            }
            return direction;
        }

        /**
         * Returns the product of the Hessian and a vector; a tiny penalty on the bias keeps it
         * positive definite.
         */
        private double[] hessianTimes(double[] direction) {
            double[] penalty = direction.clone();
            penalty[size - 1] *= 1e-9;
            return addScaled(rows.gramMultiply(curvature, direction), 1, penalty);
        }

        private static double[] addScaled(double[] from, double factor, double[] direction) {
            double[] to = from.clone();
            for (int j = 0; j < to.length; j++) {
                to[j] += factor * direction[j];
            }
            return to;
        }

        private static double norm(double[] vector) {
            return Math.sqrt(Vectors.dot(vector, vector));
        }
    }
}
