package dev.framewatch.learn.augment;

import dev.framewatch.video.RgbImage;
import dev.framewatch.video.StrokeFont;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A line of text across an image, as in captioned posts.
 *
 * @param text one line of capitals
 * @param share height of a letter relative to the image width
 * @param x horizontal position of the line, from 0 (left) to 1 (right)
 * @param y vertical position of the line, from 0 (top) to 1 (bottom)
 * @param look the style of the letters
 */
record CaptionOverlay(String text, double share, double x, double y, Look look) {
    private static final List<String> TEXTS =
            List.of(
                    "WAIT FOR IT",
                    "NO WAY",
                    "PART TWO",
                    "THIS IS REAL",
                    "WATCH TILL THE END",
                    "BREAKING NEWS",
                    "WHEN YOU SEE IT",
                    "LIVE",
                    "LINK IN BIO",
                    "NOT AGAIN",
                    "DID YOU KNOW");

    enum Look {
        OUTLINED,
        WHITE_ON_BLACK,
        BLACK_ON_WHITE
    }

    static CaptionOverlay draw(RandomGenerator random) {
        String text =
                random.nextInt(4) == 0
                        ? String.format(Locale.ROOT, "USER_%04d", random.nextInt(10_000))
                        : TEXTS.get(random.nextInt(TEXTS.size()));
        // Most captions lie above or below the main subject.
        double height = random.nextDouble();
        double y = height < 0.4 ? height / 2 : height < 0.8 ? 0.4 + height / 2 : height - 0.4;
        return new CaptionOverlay(
                text,
                random.nextDouble(0.04, 0.09),
                random.nextDouble(),
                y,
                Look.values()[random.nextInt(Look.values().length)]);
    }

    /** Returns the image with the caption, which covers at most 90% of its width. */
    RgbImage on(RgbImage image) {
        byte[] rgb = image.rgb().clone();
        double letter = Math.min(share, 0.9 / StrokeFont.width(text, 1)) * image.width();
        double width = StrokeFont.width(text, letter);
        double margin = letter * 0.6;
        double left = margin + Math.max(0, image.width() - width - 2 * margin) * x;
        double top = margin + Math.max(0, image.height() - letter - 2 * margin) * y;
        Graphics2D draw =
                BufferedImageView.over(rgb, image.width(), image.height()).createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        switch (look) {
            case OUTLINED -> {
                draw.setColor(Color.BLACK);
                double step = letter * 0.08;
                for (double dx = -step; dx <= step; dx += step) {
                    for (double dy = -step; dy <= step; dy += step) {
                        StrokeFont.draw(draw, text, left + dx, top + dy, letter);
                    }
                }
                draw.setColor(Color.WHITE);
            }
            case WHITE_ON_BLACK -> {
                draw.setColor(new Color(0, 0, 0, 190));
                ground(draw, left, top, width, letter);
                draw.setColor(Color.WHITE);
            }
            case BLACK_ON_WHITE -> {
                draw.setColor(new Color(255, 255, 255, 235));
                ground(draw, left, top, width, letter);
                draw.setColor(Color.BLACK);
            }
        }
        StrokeFont.draw(draw, text, left, top, letter);
        draw.dispose();
        return new RgbImage(image.width(), image.height(), rgb);
    }

    private static void ground(
            Graphics2D draw, double left, double top, double width, double letter) {
        double margin = letter * 0.5;
        draw.fill(
                new RoundRectangle2D.Double(
                        left - margin,
                        top - margin,
                        width + 2 * margin,
                        letter + 2 * margin,
                        letter * 0.6,
                        letter * 0.6));
    }
}
