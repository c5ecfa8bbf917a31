package dev.framewatch.bench.symbols;

import java.util.Random;

/** Four corners in a frame, in pixels, clockwise from the top left corner of the emblem. */
public record Quad(double[] x, double[] y) {
    private static final double MAX_ROTATION = Math.toRadians(25);
    private static final double MAX_SQUEEZE = 0.22;
    private static final double MAX_PERSPECTIVE = 0.14;

    /**
     * Returns a square rotated by up to 25 degrees, foreshortened and in perspective.
     *
     * @param area area in square pixels
     */
    static Quad any(double area, Random random) {
        double turn = MAX_ROTATION * (2 * random.nextDouble() - 1);
        double squeeze = 1 - MAX_SQUEEZE * random.nextDouble();
        double direction = Math.PI * random.nextDouble();
        double lean = MAX_PERSPECTIVE * (2 * random.nextDouble() - 1);
        double nod = MAX_PERSPECTIVE * (2 * random.nextDouble() - 1);
        double[] x = new double[4];
        double[] y = new double[4];
        for (int i = 0; i < 4; i++) {
            double u = i == 0 || i == 3 ? -1 : 1;
            double v = i < 2 ? -1 : 1;
            double nearness = 1 / (1 + lean * u + nod * v);
            double along = (u * Math.cos(direction) + v * Math.sin(direction)) * squeeze;
            double across = v * Math.cos(direction) - u * Math.sin(direction);
            double tilted = Math.cos(direction) * along - Math.sin(direction) * across;
            double upright = Math.sin(direction) * along + Math.cos(direction) * across;
            x[i] = nearness * (tilted * Math.cos(turn) - upright * Math.sin(turn));
            y[i] = nearness * (tilted * Math.sin(turn) + upright * Math.cos(turn));
        }
        Quad unit = new Quad(x, y);
        return unit.moved(0, 0, Math.sqrt(area / unit.area()));
    }

    /** Returns a copy scaled about the origin, then shifted. */
    Quad moved(double right, double down, double scale) {
        double[] movedX = new double[4];
        double[] movedY = new double[4];
        for (int i = 0; i < 4; i++) {
            movedX[i] = x[i] * scale + right;
            movedY[i] = y[i] * scale + down;
        }
        return new Quad(movedX, movedY);
    }

    /** Returns the area in square pixels (shoelace formula). */
    public double area() {
        double twice = 0;
        for (int i = 0; i < 4; i++) {
            int next = (i + 1) % 4;
            twice += x[i] * y[next] - x[next] * y[i];
        }
        return Math.abs(twice) / 2;
    }

    double left() {
        return Math.min(Math.min(x[0], x[1]), Math.min(x[2], x[3]));
    }

    double right() {
        return Math.max(Math.max(x[0], x[1]), Math.max(x[2], x[3]));
    }

    double top() {
        return Math.min(Math.min(y[0], y[1]), Math.min(y[2], y[3]));
    }

    double bottom() {
        return Math.max(Math.max(y[0], y[1]), Math.max(y[2], y[3]));
    }

    /** Returns whether the axis-aligned bounding boxes of both overlap. */
    boolean near(Quad other) {
        return left() < other.right()
                && other.left() < right()
                && top() < other.bottom()
                && other.top() < bottom();
    }
}
