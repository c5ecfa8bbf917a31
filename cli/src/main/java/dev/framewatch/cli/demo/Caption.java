package dev.framewatch.cli.demo;

import dev.framewatch.video.StrokeFont;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Random;

/**
 * A caption over a clip, as apps for short videos draw it.
 *
 * @param text capital letters, spaces allowed
 * @param y top of the letters
 * @param dark white on black rather than black on white
 */
record Caption(String text, double y, boolean dark) implements Layer {
    private static final double LETTER = 34;
    private static final List<String> TEXTS =
            List.of(
                    "WAIT FOR IT",
                    "CITY WALK",
                    "NO WAY",
                    "THIS WEEKEND",
                    "SO LOUD HERE",
                    "WHO ELSE WENT",
                    "PART TWO");

    static Caption any(Random random) {
        double y = random.nextBoolean() ? 90 : 860;
        return new Caption(TEXTS.get(random.nextInt(TEXTS.size())), y, random.nextBoolean());
    }

    @Override
    public void paint(Graphics2D stage, double seconds) {
        double width = StrokeFont.width(text, LETTER);
        double left = (WIDTH - width) / 2;
        stage.setColor(dark ? new Color(0, 0, 0, 190) : new Color(255, 255, 255, 235));
        stage.fill(new RoundRectangle2D.Double(left - 24, y - 20, width + 48, LETTER + 40, 26, 26));
        stage.setColor(dark ? Color.WHITE : Color.BLACK);
        StrokeFont.draw(stage, text, left, y, LETTER);
    }
}
