package dev.framewatch.cli.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Random;

/**
 * A board on a stick, raised for some time: it moves, tilts and comes closer.
 *
 * @param sign the drawing on it
 * @param from time at which it is raised, in seconds
 * @param to time at which it is lowered, in seconds
 * @param x horizontal position
 * @param y vertical position
 * @param size side of the board
 * @param phase phase of its movement
 */
record Placard(Sign sign, double from, double to, double x, double y, double size, double phase)
        implements Layer {
    private static final double RISE = 0.5;
    static final Color BOARD = new Color(0xfbf8f1);
    private static final Color EDGE = new Color(0x00000040, true);
    private static final Color STICK = new Color(0x8a6a4a);

    /** Returns a random placard above the heads of the crowd that stays within the frame. */
    static Placard any(Sign sign, double from, double to, double size, Random random) {
        double edge = size * 0.6 + 40;
        return new Placard(
                sign,
                from,
                to,
                edge + random.nextDouble() * (WIDTH - 2 * edge),
                290 + random.nextInt(230),
                size,
                random.nextDouble() * 6);
    }

    /** Returns how far it is raised: from 0, hidden behind the crowd, to 1, fully raised. */
    double heightFraction(double seconds) {
        double way = Math.min((seconds - from) / RISE, (to - seconds) / RISE);
        double inside = Math.clamp(way, 0, 1);
        return inside * inside * (3 - 2 * inside);
    }

    @Override
    public void paint(Graphics2D stage, double seconds) {
        double up = heightFraction(seconds);
        if (up <= 0) {
            return;
        }
        double wander = Math.sin(phase + seconds * 1.1);
        stage.translate(
                x + 34 * wander,
                y + 18 * Math.sin(phase * 2 + seconds * 1.9) + (1 - up) * (HEIGHT - y));
        stage.rotate(0.16 * Math.sin(phase + seconds * 1.5));
        double scale = size / 2 * (1 + 0.1 * Math.sin(phase + seconds * 0.8));
        stage.scale(scale, scale);
        stage.setColor(STICK);
        stage.fill(new Rectangle2D.Double(-0.06, 0.9, 0.12, 6));
        stage.setColor(EDGE);
        stage.fill(new RoundRectangle2D.Double(-1.02, -0.98, 2.12, 2.12, 0.2, 0.2));
        stage.setColor(BOARD);
        stage.fill(new RoundRectangle2D.Double(-1.05, -1.05, 2.1, 2.1, 0.16, 0.16));
        stage.scale(0.92, 0.92);
        sign.draw(stage);
    }
}
