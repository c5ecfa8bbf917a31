package dev.framewatch.bench.symbols;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Backgrounds for machines without real frames: coloured shapes, never emblems. */
final class DrawnScene {
    private static final int WIDTH = 576;
    private static final int HEIGHT = 1024;
    private static final int SHAPES = 90;

    private DrawnScene() {}

    static BufferedImage of(long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, colour(random), 90, HEIGHT, colour(random)));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        for (int i = 0; i < SHAPES; i++) {
            double size = 15 + 240 * Math.pow(random.nextDouble(), 2.5);
            double x = random.nextInt(WIDTH) - size / 2;
            double y = random.nextInt(HEIGHT) - size / 2;
            double stretch = 0.3 + 1.4 * random.nextDouble();
            g.setPaint(
                    new GradientPaint(
                            (float) x,
                            (float) y,
                            colour(random),
                            (float) (x + size),
                            (float) (y + size),
                            colour(random)));
            g.setStroke(new BasicStroke(1 + random.nextInt(12)));
            switch (random.nextInt(4)) {
                case 0 -> g.fill(new Rectangle2D.Double(x, y, size, size * stretch));
                case 1 -> g.fill(new Ellipse2D.Double(x, y, size, size * stretch));
                case 2 -> g.draw(new Ellipse2D.Double(x, y, size, size * stretch));
                default -> g.draw(new Line2D.Double(x, y, x + size, y + size * (stretch - 1)));
            }
        }
        g.dispose();
        return image;
    }

    private static Color colour(Random random) {
        return new Color(
                Color.HSBtoRGB(
                        random.nextFloat(),
                        0.7f * random.nextFloat(),
                        0.15f + 0.8f * random.nextFloat()));
    }
}
