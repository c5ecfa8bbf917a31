package dev.framewatch.vision;

/**
 * A similarity transform of the plane: uniform scaling, rotation and translation, without
 * reflection. It maps (x, y) to {@code (a x - b y + tx, b x + a y + ty)}.
 */
record SimilarityTransform(double a, double b, double tx, double ty) {

    /**
     * Returns the transform that maps points to others with the least sum of squared distances
     * (Umeyama, 1991, for the plane).
     *
     * @param from x and y of each point in turn
     * @param to as many coordinates as {@code from}
     */
    static SimilarityTransform fit(double[] from, double[] to) {
        int points = from.length / 2;
        double fromX = 0;
        double fromY = 0;
        double toX = 0;
        double toY = 0;
        for (int i = 0; i < from.length; i += 2) {
            fromX += from[i] / points;
            fromY += from[i + 1] / points;
            toX += to[i] / points;
            toY += to[i + 1] / points;
        }
        double spread = 0;
        double along = 0;
        double across = 0;
        for (int i = 0; i < from.length; i += 2) {
            double x = from[i] - fromX;
            double y = from[i + 1] - fromY;
            double u = to[i] - toX;
            double v = to[i + 1] - toY;
            spread += x * x + y * y;
            along += x * u + y * v;
            across += x * v - y * u;
        }
        double a = spread == 0 ? 1 : along / spread;
        double b = spread == 0 ? 0 : across / spread;
        return new SimilarityTransform(
                a, b, toX - (a * fromX - b * fromY), toY - (b * fromX + a * fromY));
    }

    /**
     * Returns the transform from a square crop to the image.
     *
     * @param size side of the crop, in pixels of the crop
     * @param side side of the crop, in pixels of the image
     * @param radians by how much the crop is turned
     */
    static SimilarityTransform ofCrop(
            double centreX, double centreY, double side, double radians, int size) {
        double scale = side / size;
        double a = scale * Math.cos(radians);
        double b = scale * Math.sin(radians);
        double half = size / 2.0;
        return new SimilarityTransform(a, b, centreX - (a - b) * half, centreY - (b + a) * half);
    }

    double x(double x, double y) {
        return a * x - b * y + tx;
    }

    double y(double x, double y) {
        return b * x + a * y + ty;
    }

    /** Returns the factor by which lengths change. */
    double scale() {
        return Math.hypot(a, b);
    }
}
