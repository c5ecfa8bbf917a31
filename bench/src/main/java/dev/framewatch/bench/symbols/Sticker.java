package dev.framewatch.bench.symbols;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * Composites an emblem into a frame as a camera would see it: in perspective, out of focus, and in
 * the scene's light.
 */
final class Sticker {
    private final int[] argb;
    private final int size;
    private final double[] toSource;
    private final Quad quad;

    private Sticker(BufferedImage image, Quad quad) {
        this.size = image.getWidth();
        this.argb = image.getRGB(0, 0, size, size, null, 0, size);
        this.quad = quad;
        this.toSource = toUnitSquare(quad);
    }

    /** Paints an emblem onto a frame. */
    static void paint(Emblem emblem, Quad quad, BufferedImage frame, Random random) {
        double side = Math.sqrt(quad.area());
        BufferedImage image = emblem.drawn();
        while (image.getWidth() > 2 * side && image.getWidth() > 16) {
            image = halved(image);
        }
        double blur = side * 0.012 * random.nextDouble() + 0.6 * random.nextDouble();
        double gain = 0.72 + 0.46 * random.nextDouble();
        double slope = 0.3 * (2 * random.nextDouble() - 1);
        new Sticker(image, quad).paint(frame, blur, gain, slope);
    }

    private static BufferedImage halved(BufferedImage image) {
        int half = image.getWidth() / 2;
        BufferedImage small = new BufferedImage(half, half, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, half, half, null);
        g.dispose();
        return small;
    }

    private void paint(BufferedImage frame, double blur, double gain, double slope) {
        int margin = (int) Math.ceil(3 * blur) + 1;
        int left = Math.max(0, (int) quad.left() - margin);
        int top = Math.max(0, (int) quad.top() - margin);
        int width = Math.min(frame.getWidth(), (int) quad.right() + margin + 1) - left;
        int height = Math.min(frame.getHeight(), (int) quad.bottom() + margin + 1) - top;
        float[] layer = warped(left, top, width, height);
        Blur.gaussian(layer, width, height, 4, blur);
        for (int y = 0; y < height; y++) {
            double light = gain * (1 + slope * ((double) y / height - 0.5));
            for (int x = 0; x < width; x++) {
                int at = 4 * (y * width + x);
                int below = frame.getRGB(left + x, top + y);
                int rgb = 0;
                for (int channel = 0; channel < 3; channel++) {
                    int under = below >> (16 - 8 * channel) & 0xFF;
                    double over = layer[at + channel] * light;
                    double value = over + under * (1 - layer[at + 3]);
                    rgb = rgb << 8 | (int) Math.clamp(Math.rint(value), 0, 255);
                }
                frame.setRGB(left + x, top + y, rgb | 0xFF000000);
            }
        }
    }

    /**
     * Returns the warped emblem: colours from 0 to 255 multiplied by the coverage, then the
     * coverage.
     */
    private float[] warped(int left, int top, int width, int height) {
        float[] layer = new float[4 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int part = 0; part < 4; part++) {
                    double px = left + x + (part % 2 == 0 ? 0.25 : 0.75);
                    double py = top + y + (part < 2 ? 0.25 : 0.75);
                    double depth = toSource[6] * px + toSource[7] * py + 1;
                    double u = (toSource[0] * px + toSource[1] * py + toSource[2]) / depth;
                    double v = (toSource[3] * px + toSource[4] * py + toSource[5]) / depth;
                    if (u > 0 && u < 1 && v > 0 && v < 1) {
                        add(u * size - 0.5, v * size - 0.5, layer, 4 * (y * width + x));
                    }
                }
            }
        }
        return layer;
    }

    /** Adds a quarter of the colour at a position, interpolated between four pixels. */
    private void add(double x, double y, float[] layer, int at) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        for (int corner = 0; corner < 4; corner++) {
            int cx = column + corner % 2;
            int cy = row + corner / 2;
            if (cx < 0 || cy < 0 || cx >= size || cy >= size) {
                continue;
            }
            double share = (1 - Math.abs(x - cx)) * (1 - Math.abs(y - cy)) / 4;
            int pixel = argb[cy * size + cx];
            double alpha = share * (pixel >>> 24) / 255;
            layer[at] += (float) (alpha * (pixel >> 16 & 0xFF));
            layer[at + 1] += (float) (alpha * (pixel >> 8 & 0xFF));
            layer[at + 2] += (float) (alpha * (pixel & 0xFF));
            layer[at + 3] += (float) alpha;
        }
    }

    /**
     * Returns the projective map from the frame to the emblem's unit square: the inverse of the map
     * from the square to four corners (Heckbert, "Fundamentals of texture mapping and image
     * warping", 1989, section 2.2.3).
     */
    private static double[] toUnitSquare(Quad quad) {
        double[] x = quad.x();
        double[] y = quad.y();
        double sumX = x[0] - x[1] + x[2] - x[3];
        double sumY = y[0] - y[1] + y[2] - y[3];
        double dx1 = x[1] - x[2];
        double dy1 = y[1] - y[2];
        double dx2 = x[3] - x[2];
        double dy2 = y[3] - y[2];
        double area = dx1 * dy2 - dx2 * dy1;
        double g = (sumX * dy2 - dx2 * sumY) / area;
        double h = (dx1 * sumY - sumX * dy1) / area;
        double a = x[1] - x[0] + g * x[1];
        double b = x[3] - x[0] + h * x[3];
        double c = x[0];
        double d = y[1] - y[0] + g * y[1];
        double e = y[3] - y[0] + h * y[3];
        double f = y[0];
        double scale = a * e - b * d;
        return new double[] {
            (e - f * h) / scale,
            (c * h - b) / scale,
            (b * f - c * e) / scale,
            (f * g - d) / scale,
            (a - c * g) / scale,
            (c * d - a * f) / scale,
            (d * h - e * g) / scale,
            (b * g - a * h) / scale
        };
    }
}
