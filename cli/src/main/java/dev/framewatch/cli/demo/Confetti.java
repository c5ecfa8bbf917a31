package dev.framewatch.cli.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Confetti that falls through the scene. */
final class Confetti implements Layer {
    private static final Color[] COLOURS = {
        new Color(0xffd166), new Color(0xef476f), new Color(0x06d6a0), new Color(0x118ab2)
    };

    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(double x, double y, double speed, double spin, int colour) {}

    Confetti(Random random) {
        for (int i = 0; i < 45; i++) {
            pieces.add(
                    new Piece(
                            random.nextInt(WIDTH),
                            random.nextInt(HEIGHT),
                            90 + random.nextInt(160),
                            1 + random.nextDouble() * 5,
                            random.nextInt(COLOURS.length)));
        }
    }

    @Override
    public void paint(Graphics2D stage, double seconds) {
        AffineTransform before = stage.getTransform();
        for (Piece piece : pieces) {
            double y = (piece.y + piece.speed * seconds) % (HEIGHT + 40) - 20;
            stage.translate(piece.x + 20 * Math.sin(seconds * 2 + piece.spin), y);
            stage.rotate(piece.spin * seconds);
            stage.setColor(COLOURS[piece.colour]);
            double height = 14 * Math.abs(Math.cos(piece.spin * seconds * 1.3));
            stage.fill(new Rectangle2D.Double(-6, -height / 2, 12, height));
            stage.setTransform(before);
        }
    }
}
