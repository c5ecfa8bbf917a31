package dev.framewatch.bench.symbols;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** A drawn badge: a shape with a fill and a border colour, and a glyph on it. */
record Emblem(Outline outline, Inks inks, Glyph glyph) {
    private static final int DRAWN = 512;

    /** Shape of the badge, within -1 to 1. */
    enum Outline {
        DISC,
        TILE,
        SHIELD,
        HEXAGON;

        private Shape shape() {
            return switch (this) {
                case DISC -> new Ellipse2D.Double(-0.95, -0.95, 1.9, 1.9);
                case TILE -> new RoundRectangle2D.Double(-0.92, -0.92, 1.84, 1.84, 0.5, 0.5);
                case SHIELD -> shield();
                case HEXAGON -> hexagon();
            };
        }

        private static Shape shield() {
            Path2D path = new Path2D.Double();
            path.moveTo(-0.86, -0.9);
            path.lineTo(0.86, -0.9);
            path.lineTo(0.86, 0);
            path.curveTo(0.86, 0.5, 0.45, 0.8, 0, 0.97);
            path.curveTo(-0.45, 0.8, -0.86, 0.5, -0.86, 0);
            path.closePath();
            return path;
        }

        private static Shape hexagon() {
            double[] points = new double[12];
            for (int i = 0; i < 6; i++) {
                points[2 * i] = 0.97 * Math.cos(i * Math.PI / 3);
                points[2 * i + 1] = 0.97 * Math.sin(i * Math.PI / 3);
            }
            return Glyph.polygon(points);
        }
    }

    /** Schemes of three colours. */
    enum Inks {
        HARBOUR(0x16326b, 0xffffff, 0xf28c28),
        MEADOW(0xf4e04d, 0x1d6b3a, 0x7a4a21),
        EMBER(0xffffff, 0x1a1a1a, 0xd3202a);

        private final Color field;
        private final Color main;
        private final Color accent;

        Inks(int field, int main, int accent) {
            this.field = new Color(field);
            this.main = new Color(main);
            this.accent = new Color(accent);
        }
    }

    /** Draws it on a transparent background, {@value #DRAWN} by {@value #DRAWN} pixels. */
    BufferedImage drawn() {
        BufferedImage image = new BufferedImage(DRAWN, DRAWN, BufferedImage.TYPE_INT_ARGB);
        draw(image, DRAWN / 2.0);
        return image;
    }

    /** Draws it on white, as in a designer's file. */
    BufferedImage onWhite(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, size, size);
        g.dispose();
        draw(image, size * 0.47);
        return image;
    }

    private void draw(BufferedImage image, double radius) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.translate(image.getWidth() / 2.0, image.getHeight() / 2.0);
        g.scale(radius, radius);
        g.setColor(inks.field);
        g.fill(outline.shape());
        g.setClip(outline.shape());
        g.setColor(inks.main);
        g.setStroke(new BasicStroke(0.18f));
        g.draw(outline.shape());
        g.setClip(null);
        glyph.draw(g, inks.main, inks.accent);
        g.dispose();
    }
}
