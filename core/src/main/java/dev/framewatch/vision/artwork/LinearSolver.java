package dev.framewatch.vision.artwork;

import java.util.Arrays;

/** Solves small systems of linear equations. */
final class LinearSolver {
    private LinearSolver() {}

    /**
     * Returns the solution, by Gaussian elimination with partial pivoting; not finite if the matrix
     * is singular.
     *
     * @param matrix row by row; further rows and columns are ignored; not modified
     * @param right the right-hand side; its length is the size of the system
     */
    static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = Arrays.copyOf(matrix[i], size + 1);
            rows[i][size] = right[i];
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column; row < size; row++) {
                if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swapped = rows[column];
            rows[column] = rows[pivot];
            rows[pivot] = swapped;
            for (int row = 0; row < size; row++) {
                if (row != column) {
                    subtract(rows[row], rows[column], column);
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = rows[i][size] / rows[i][i];
        }
        return solution;
    }

    private static void subtract(double[] from, double[] pivot, int column) {
        double factor = from[column] / pivot[column];
        for (int i = column; i < from.length; i++) {
            from[i] -= factor * pivot[i];
        }
    }
}
