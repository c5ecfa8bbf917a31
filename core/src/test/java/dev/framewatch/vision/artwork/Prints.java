package dev.framewatch.vision.artwork;

import dev.framewatch.geometry.Quad;
import dev.framewatch.testing.Images;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/** Drawn artwork, and synthetic frames that show it. */
public final class Prints {
    private static final int SIDE = 300;

    private Prints() {}

    /** Returns a badge that fills the image: a bird over two waves. */
    public static RgbImage harbour() {
        return draw(
                new Color(0x17356b),
                g -> {
                    g.setColor(new Color(0xf4c430));
                    g.fill(new Ellipse2D.Double(190, 40, 60, 60));
                    g.setColor(Color.WHITE);
                    g.setStroke(new BasicStroke(16));
                    g.draw(lines(40, 120, 90, 60, 130, 110, 170, 60));
                    g.draw(lines(30, 200, 90, 170, 150, 200, 210, 170, 270, 200));
                    g.draw(lines(30, 250, 90, 220, 150, 250, 210, 220, 270, 250));
                });
    }

    /** Returns another badge in the same colours. */
    public static RgbImage mill() {
        return draw(
                new Color(0x17356b),
                g -> {
                    g.setColor(Color.WHITE);
                    g.fill(lines(110, 270, 130, 130, 170, 130, 190, 270));
                    g.setStroke(new BasicStroke(14));
                    g.draw(lines(60, 40, 240, 220));
                    g.draw(lines(240, 40, 60, 220));
                    g.setColor(new Color(0xf4c430));
                    g.fill(new Rectangle2D.Double(135, 200, 30, 70));
                });
    }

    /** Returns the first badge, round, centred in a larger white image. */
    public static RgbImage harbourOnWhite() {
        return Images.drawn(
                460,
                400,
                g -> {
                    g.setColor(Color.WHITE);
                    g.fillRect(0, 0, 460, 400);
                    g.setClip(new Ellipse2D.Double(80, 50, SIDE, SIDE));
                    g.drawImage(ImageFiles.toBufferedImage(harbour()), 80, 50, null);
                });
    }

    public static RgbImage flat(int width, int height) {
        return Images.grey(width, height, 120);
    }

    /** Returns a 576x1024 frame full of other shapes, determined by the seed. */
    public static RgbImage clutter(long seed) {
        Random random = new Random(seed);
        return Images.drawn(
                576,
                1024,
                g -> {
                    for (int i = 0; i < 150; i++) {
                        g.setColor(new Color(random.nextInt(0x1000000)));
                        g.fill(shape(random));
                    }
                });
    }

    private static Shape shape(Random random) {
        double x = random.nextInt(576) - 60.0;
        double y = random.nextInt(1024) - 60.0;
        double size = 20 + random.nextInt(180);
        return random.nextBoolean()
                ? new Ellipse2D.Double(x, y, size, size)
                : new Rectangle2D.Double(x, y, size, size * random.nextDouble());
    }

    /**
     * Returns a frame with artwork drawn into it in perspective.
     *
     * @param x horizontal positions of its corners: top left, top right, bottom right, bottom left
     */
    public static RgbImage withArtwork(RgbImage frame, RgbImage artwork, double[] x, double[] y) {
        double[] h = toSquare(x, y);
        byte[] rgb = frame.rgb().clone();
        int left = (int) Math.max(0, DoubleStream.of(x).min().orElseThrow());
        int right = (int) Math.min(frame.width(), DoubleStream.of(x).max().orElseThrow() + 1);
        int top = (int) Math.max(0, DoubleStream.of(y).min().orElseThrow());
        int bottom = (int) Math.min(frame.height(), DoubleStream.of(y).max().orElseThrow() + 1);
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                double[] sum = new double[3];
                int inside = 0;
                for (int part = 0; part < 9; part++) {
                    double px = column + (part % 3 + 0.5) / 3;
                    double py = row + (Math.floorDiv(part, 3) + 0.5) / 3;
                    double depth = h[6] * px + h[7] * py + 1;
                    double u = (h[0] * px + h[1] * py + h[2]) / depth;
                    double v = (h[3] * px + h[4] * py + h[5]) / depth;
                    if (u >= 0 && v >= 0 && u < 1 && v < 1) {
                        int sourceRow = (int) (v * artwork.height());
                        int sourceColumn = (int) (u * artwork.width());
                        int from = 3 * (sourceRow * artwork.width() + sourceColumn);
                        for (int channel = 0; channel < 3; channel++) {
                            sum[channel] += artwork.rgb()[from + channel] & 255;
                        }
                        inside++;
                    }
                }
                int at = 3 * (row * frame.width() + column);
                for (int channel = 0; inside > 0 && channel < 3; channel++) {
                    double behind = (9 - inside) * (double) (rgb[at + channel] & 255);
                    rgb[at + channel] = (byte) ((sum[channel] + behind) / 9);
                }
            }
        }
        return new RgbImage(frame.width(), frame.height(), rgb);
    }

    /** Returns the intersection over union of an outline and the true corners, 0 to 1. */
    public static double iou(Quad quad, double[] x, double[] y) {
        Path2D found = new Path2D.Double();
        Path2D right = new Path2D.Double();
        for (int i = 0; i < 4; i++) {
            Quad.Corner corner = quad.corners().get(i);
            if (i == 0) {
                found.moveTo(corner.x(), corner.y());
                right.moveTo(x[i], y[i]);
            } else {
                found.lineTo(corner.x(), corner.y());
                right.lineTo(x[i], y[i]);
            }
        }
        found.closePath();
        right.closePath();
        Area both = new Area(found);
        both.intersect(new Area(right));
        Area either = new Area(found);
        either.add(new Area(right));
        return areaOf(both) / areaOf(either);
    }

    /** Returns the area of a polygonal shape (shoelace formula). */
    private static double areaOf(Area area) {
        double twice = 0;
        double[] to = new double[6];
        double x = 0;
        double y = 0;
        double startX = 0;
        double startY = 0;
        for (PathIterator path = area.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(to);
            boolean closing = kind == PathIterator.SEG_CLOSE;
            double nextX = closing ? startX : to[0];
            double nextY = closing ? startY : to[1];
            if (kind == PathIterator.SEG_MOVETO) {
                startX = nextX;
                startY = nextY;
            } else {
                twice += x * nextY - nextX * y;
            }
            x = nextX;
            y = nextY;
        }
        return Math.abs(twice) / 2;
    }

    /** Returns the projective transform that maps four corners to the unit square. */
    private static double[] toSquare(double[] x, double[] y) {
        double[][] matrix = new double[8][];
        double[] right = new double[8];
        for (int i = 0; i < 4; i++) {
            double u = i == 1 || i == 2 ? 1 : 0;
            double v = i > 1 ? 1 : 0;
            matrix[2 * i] = new double[] {x[i], y[i], 1, 0, 0, 0, -u * x[i], -u * y[i]};
            matrix[2 * i + 1] = new double[] {0, 0, 0, x[i], y[i], 1, -v * x[i], -v * y[i]};
            right[2 * i] = u;
            right[2 * i + 1] = v;
        }
        return LinearSolver.solve(matrix, right);
    }

    private static RgbImage draw(Color ground, Consumer<Graphics2D> drawing) {
        return Images.drawn(
                SIDE,
                SIDE,
                g -> {
                    g.setColor(ground);
                    g.fillRect(0, 0, SIDE, SIDE);
                    drawing.accept(g);
                });
    }

    private static Path2D lines(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }
}
