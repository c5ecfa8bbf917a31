package dev.framewatch.learn.report;

import dev.framewatch.targets.LogOdds;
import dev.framewatch.video.RgbImage;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a decision looked at, found without opening the Detector: a grey patch slides over the
 * picture, and where the score falls there was something that spoke for the target (occlusion
 * sensitivity; Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014,
 * section 4.2).
 *
 * @param columns how many places from left to right
 * @param rows how many from top to bottom
 * @param importance by how much the log-odds of the score fall when the place is covered, row after
 *     row; below 0 where something spoke against the target
 */
public record OcclusionMap(int columns, int rows, double[] importance) {
    private static final int PLACES = 8;
    private static final byte GREY = 127;

    /** Smaller changes of the log-odds than this are noise: 0.5 becomes 0.51. */
    private static final double FAINT = 0.05;

    private static final double STRONGEST_TINT = 0.75;
    private static final int[] FOR = {235, 80, 10};
    private static final int[] AGAINST = {30, 100, 220};

    public OcclusionMap {
        if (columns < 1 || rows < 1 || importance.length != columns * rows) {
            throw new IllegalArgumentException(
                    "an occlusion map of %dx%d cannot have %d values"
                            .formatted(columns, rows, importance.length));
        }
    }

    /**
     * Scores the picture once as it is and {@value #PLACES} times {@value #PLACES} times with a
     * place covered.
     *
     * @param scorer a probability, 0 to 1, or not a number where it fails; safe to call from
     *     several threads
     */
    public static OcclusionMap of(RgbImage picture, ToDoubleFunction<RgbImage> scorer) {
        double whole = LogOdds.of(scorer.applyAsDouble(picture));
        double[] importance =
                IntStream.range(0, PLACES * PLACES)
                        .parallel()
                        .mapToDouble(place ->
                                whole - LogOdds.of(scorer.applyAsDouble(covered(picture, place))))
                        .map(fall -> Double.isNaN(fall) ? 0 : fall)
                        .toArray();
        return new OcclusionMap(PLACES, PLACES, importance);
    }

    /** The patch reaches half a place over each edge, so that nothing falls between two places. */
    private static RgbImage covered(RgbImage picture, int place) {
        int column = place % PLACES;
        int row = place / PLACES;
        int left = at(column - 0.5, picture.width());
        int right = at(column + 1.5, picture.width());
        int top = at(row - 0.5, picture.height());
        int bottom = at(row + 1.5, picture.height());
        byte[] rgb = picture.rgb().clone();
        for (int y = top; y < bottom; y++) {
            int from = y * picture.width();
            Arrays.fill(rgb, 3 * (from + left), 3 * (from + right), GREY);
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }

    private static int at(double place, int pixels) {
        return (int) Math.round(Math.clamp(place / PLACES, 0, 1) * pixels);
    }

    /** The strongest importance in either direction, at least 0. */
    public double strongest() {
        return Arrays.stream(importance).map(Math::abs).max().orElse(0);
    }

    /** Whether covering one place changes next to nothing, wherever it is. */
    public boolean isFlat() {
        return strongest() < FAINT;
    }

    /** Tints an image of the picture: orange where it spoke for the target, blue where against. */
    public void tint(BufferedImage image) {
        double strongest = Math.max(FAINT, strongest());
        int width = image.getWidth();
        int height = image.getHeight();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double here = between((x + 0.5) / width * columns, (y + 0.5) / height * rows);
                int[] colour = here > 0 ? FOR : AGAINST;
                double weight = STRONGEST_TINT * Math.abs(here) / strongest;
                image.setRGB(x, y, mixed(image.getRGB(x, y), colour, weight));
            }
        }
    }

    /** Importance between the centres of four places, linear in both directions. */
    private double between(double x, double y) {
        double left = Math.clamp(x - 0.5, 0, columns - 1);
        double top = Math.clamp(y - 0.5, 0, rows - 1);
        int column = Math.min((int) left, Math.max(0, columns - 2));
        int row = Math.min((int) top, Math.max(0, rows - 2));
        double right = left - column;
        double down = top - row;
        int nextColumn = Math.min(column + 1, columns - 1);
        int nextRow = Math.min(row + 1, rows - 1);
        return (1 - down) * ((1 - right) * value(column, row) + right * value(nextColumn, row))
                + down
                        * ((1 - right) * value(column, nextRow)
                                + right * value(nextColumn, nextRow));
    }

    private double value(int column, int row) {
        return importance[row * columns + column];
    }

    /** The picture itself turns grey, so that the only colours are those of the map. */
    private static int mixed(int rgb, int[] colour, double weight) {
        double grey = 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
        int red = (int) ((1 - weight) * grey + weight * colour[0]);
        int green = (int) ((1 - weight) * grey + weight * colour[1]);
        int blue = (int) ((1 - weight) * grey + weight * colour[2]);
        return red << 16 | green << 8 | blue;
    }
}
