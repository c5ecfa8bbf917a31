package dev.framewatch.vision.artwork;

import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.LocalFeatures.Raster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The artwork as a small raster, which is laid over a frame to see whether it fits, and moved until
 * it fits best (Baker and Matthews, 2004, "Lucas-Kanade 20 Years On", the inverse compositional
 * algorithm; brightness and contrast are taken out of both sides first).
 */
final class TemplateAligner {
    static final int AFFINE = 6;
    static final int PROJECTIVE = 8;

    /** A step that changes the likeness by less than this is the last. */
    private static final double LITTLE = 0.0002;

    /** After so many steps that made nothing better, none will. */
    private static final int PATIENCE = 6;

    /** Standard deviation, of 255, below which a region has no content. */
    private static final double FLAT = 2;

    private static final double DAMPING = 1.001;

    /** Colour noise of compressed video: its variance in each of the two differences. */
    private static final double COLOUR_NOISE = 4;

    /** Below this variance of its differences of colours, artwork counts as grey. */
    private static final double GREY = 100;

    /** Difference from grey, of 255, at which something grey is certainly not what is seen. */
    private static final double COLOURED = 40;

    /**
     * What is around a cut-out, as a share of its longer side: does not count when masked, but
     * where the rim ends says which way to go.
     */
    private static final double MARGIN = 0.08;

    private final double margin;
    private final int width;
    private final int height;
    private final double unitX;
    private final double unitY;
    private final double[] us;
    private final double[] vs;
    private final float[] weights;
    private final float total;
    private final float[] brightness;
    private final float[] colours;
    private final double colourEnergy;
    private final double[][] descent;
    private final double[][] normal;

    /**
     * @param side pixels of the longer side
     * @param masked whether only the cut-out counts, not what is behind it
     */
    TemplateAligner(ForegroundMask mask, int side, boolean masked) {
        this.margin = mask.background() == null ? 0 : MARGIN;
        double across = (double) mask.width() / mask.longerSide() + 2 * margin;
        double down = (double) mask.height() / mask.longerSide() + 2 * margin;
        this.width = Math.max(4, (int) Math.round(side * across));
        this.height = Math.max(4, (int) Math.round(side * down));
        this.unitX = across / width;
        this.unitY = down / height;
        this.us = new double[width * height];
        this.vs = new double[width * height];
        for (int i = 0; i < us.length; i++) {
            us[i] = (i % width + 0.5) * unitX - margin;
            vs[i] = (Math.floorDiv(i, width) + 0.5) * unitY - margin;
        }
        this.weights = new float[width * height];
        float[] rgb = new float[3 * width * height];
        this.total = shrink(mask, masked, rgb, weights);
        this.brightness = new float[width * height];
        for (int i = 0; i < brightness.length; i++) {
            brightness[i] = 0.299f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2];
        }
        normalise(brightness);
        this.colours = differences(rgb);
        this.colourEnergy = product(colours, colours);
        this.descent = descent();
        this.normal = products(descent);
    }

    /** Averages over the reference's pixels; returns the sum of the weights. */
    private float shrink(ForegroundMask mask, boolean masked, float[] rgb, float[] weights) {
        RgbImage picture = mask.picture();
        byte[] pixels = picture.rgb();
        boolean[] background = masked ? mask.background() : null;
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int left = pixel(mask, mask.left(), us[i] - unitX / 2);
            int right = Math.max(left + 1, pixel(mask, mask.left(), us[i] + unitX / 2));
            int top = pixel(mask, mask.top(), vs[i] - unitY / 2);
            int bottom = Math.max(top + 1, pixel(mask, mask.top(), vs[i] + unitY / 2));
            int seen = 0;
            int part = 0;
            long red = 0;
            long green = 0;
            long blue = 0;
            for (int y = Math.max(0, top); y < Math.min(bottom, picture.height()); y++) {
                for (int x = Math.max(0, left); x < Math.min(right, picture.width()); x++) {
                    int pixel = y * picture.width() + x;
                    seen++;
                    part += background != null && background[pixel] ? 0 : 1;
                    red += pixels[3 * pixel] & 255;
                    green += pixels[3 * pixel + 1] & 255;
                    blue += pixels[3 * pixel + 2] & 255;
                }
            }
            if (seen == 0) {
                continue; // the margin reaches over the reference's edge
            }
            rgb[3 * i] = (float) red / seen;
            rgb[3 * i + 1] = (float) green / seen;
            rgb[3 * i + 2] = (float) blue / seen;
            weights[i] = part > 0.8 * seen ? 1 : 0;
            sum += weights[i];
        }
        return sum;
    }

    private static int pixel(ForegroundMask mask, int origin, double place) {
        return origin + (int) Math.floor(place * mask.longerSide() + 0.5);
    }

    /** Whether there is anything to compare: some area, and some contrast within it. */
    boolean hasContent() {
        return total >= 0.1 * weights.length && product(brightness, brightness) > 0.5;
    }

    /** Mean 0 and variance 1 over what counts; false and all 0 where it is flat. */
    private boolean normalise(float[] values) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            squares += weights[i] * values[i] * values[i];
        }
        double mean = sum / total;
        double deviation = Math.sqrt(Math.max(0, squares / total - mean * mean));
        if (!(deviation > FLAT)) {
            Arrays.fill(values, 0);
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (weights[i] * (values[i] - mean) / deviation);
        }
        return true;
    }

    /** Mean product over what counts. */
    private double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum / total;
    }

    /** How the brightness changes with each number of a warp, without what changes all of it. */
    private double[][] descent() {
        double[][] images = new double[PROJECTIVE][width * height];
        for (int i = 0; i < brightness.length; i++) {
            int x = i % width;
            int y = i / width;
            double u = us[i];
            double v = vs[i];
            double across =
                    (brightness[i + (x < width - 1 ? 1 : 0)] - brightness[i - (x > 0 ? 1 : 0)])
                            / (2 * unitX);
            double down =
                    (brightness[i + (y < height - 1 ? width : 0)]
                                    - brightness[i - (y > 0 ? width : 0)])
                            / (2 * unitY);
            double outward = across * u + down * v;
            double[] all = {
                across * u, across * v, across, down * u, down * v, down, -outward * u, -outward * v
            };
            for (int k = 0; k < PROJECTIVE; k++) {
                images[k][i] = all[k];
            }
        }
        for (double[] image : images) {
            double mean = 0;
            for (int i = 0; i < image.length; i++) {
                mean += weights[i] * image[i] / total;
            }
            for (int i = 0; i < image.length; i++) {
                image[i] = weights[i] * (image[i] - mean);
            }
        }
        return images;
    }

    private static double[][] products(double[][] images) {
        double[][] products = new double[images.length][images.length];
        for (int i = 0; i < images.length; i++) {
            for (int j = 0; j < images.length; j++) {
                for (int k = 0; k < images[i].length; k++) {
                    products[i][j] += images[i][k] * images[j][k];
                }
            }
            products[i][i] *= DAMPING;
        }
        return products;
    }

    /**
     * A place where the artwork fits.
     *
     * @param likeness correlation of the brightness, -1 to 1
     */
    record Fit(Homography warp, double likeness) {}

    /**
     * The best fit near a guess; null when that lies outside of the frame or on nothing.
     *
     * @param steps at most so many
     * @param parameters {@link #AFFINE} where the perspective stays, or {@link #PROJECTIVE}
     */
    @Nullable Fit fit(LocalFeatures frame, Homography guess, int steps, int parameters) {
        float[] seen = new float[brightness.length];
        Fit best = null;
        double before = -1;
        int vain = 0;
        Homography homography = guess;
        for (int step = 0; step <= steps && homography != null; step++) {
            if (!sample(frame, homography, seen) || !normalise(seen)) {
                return best;
            }
            double likeness = product(brightness, seen);
            if (best == null || likeness > best.likeness) {
                best = new Fit(homography, likeness);
                vain = 0;
            } else {
                vain++;
            }
            if (vain == PATIENCE || Math.abs(likeness - before) < LITTLE) {
                return best;
            }
            before = likeness;
            homography = moved(homography, seen, parameters);
        }
        return best;
    }

    /** Correlation of the brightness at a place, -1 to 1; 0 where there is nothing to compare. */
    double correlation(LocalFeatures frame, Homography homography) {
        float[] seen = new float[brightness.length];
        return sample(frame, homography, seen) && normalise(seen) ? product(brightness, seen) : 0;
    }

    private @Nullable Homography moved(Homography homography, float[] seen, int parameters) {
        double[] right = new double[parameters];
        for (int k = 0; k < right.length; k++) {
            double[] image = descent[k];
            double sum = 0;
            for (int i = 0; i < seen.length; i++) {
                sum += image[i] * (seen[i] - brightness[i]);
            }
            right[k] = sum;
        }
        double[] step = Arrays.copyOf(LinearSolver.solve(normal, right), PROJECTIVE);
        for (double number : step) {
            if (!Double.isFinite(number)) {
                return null;
            }
        }
        Homography back =
                new Homography(
                                new double[] {
                                    1 + step[0],
                                    step[1],
                                    step[2],
                                    step[3],
                                    1 + step[4],
                                    step[5],
                                    step[6],
                                    step[7],
                                    1
                                })
                        .inverse();
        return back == null ? null : homography.after(back);
    }

    /** The raster whose pixels are about as far apart in the frame as the template's. */
    private Raster raster(LocalFeatures frame, Homography homography) {
        double step = homography.scale() * Math.max(unitX, unitY);
        int halvings = step < 2 ? 0 : Math.getExponent(step);
        return frame.rasters().get(Math.min(halvings, frame.rasters().size() - 1));
    }

    /** Reads the frame's brightness under the template; false when most of it is outside. */
    private boolean sample(LocalFeatures frame, Homography homography, float[] to) {
        int outside = 0;
        Raster raster = raster(frame, homography);
        double[] m = onto(raster, frame, homography);
        byte[] grey = raster.grey();
        int columns = raster.width();
        int rows = raster.height();
        double right = columns - 1.001;
        double bottom = rows - 1.001;
        for (int i = 0; i < to.length; i++) {
            double u = us[i];
            double v = vs[i];
            double near = 1 / (m[6] * u + m[7] * v + m[8]);
            double x = (m[0] * u + m[1] * v + m[2]) * near - 0.5;
            double y = (m[3] * u + m[4] * v + m[5]) * near - 0.5;
            if (!(x > -1 && y > -1 && x < columns && y < rows)) {
                outside++;
            }
            x = x > 0 ? x < right ? x : right : 0;
            y = y > 0 ? y < bottom ? y : bottom : 0;
            int column = (int) x;
            int row = (int) y;
            int at = row * columns + column;
            float across = (float) (x - column);
            float down = (float) (y - row);
            float above = (grey[at] & 255) * (1 - across) + (grey[at + 1] & 255) * across;
            int below = at + columns;
            float under = (grey[below] & 255) * (1 - across) + (grey[below + 1] & 255) * across;
            to[i] = above * (1 - down) + under * down;
        }
        return 2 * outside <= to.length;
    }

    /** The matrix of a warp that ends in a raster's pixels, not in the first raster's. */
    private static double[] onto(Raster raster, LocalFeatures frame, Homography homography) {
        double scaleX = (double) raster.width() / frame.raster().width();
        double scaleY = (double) raster.height() / frame.raster().height();
        double[] m = homography.m().clone();
        for (int i = 0; i < 3; i++) {
            m[i] *= scaleX;
            m[3 + i] *= scaleY;
        }
        return m;
    }

    /**
     * How alike the colours are, whatever the brightness: the correlation of red minus green and of
     * blue minus green, taken together; for grey artwork, how grey the region is.
     *
     * @return -1 to 1
     */
    double colorCorrelation(LocalFeatures frame, Homography homography) {
        Raster raster = raster(frame, homography);
        double[] m = onto(raster, frame, homography);
        byte[] pixels = raster.rgb();
        int right = raster.width() - 1;
        int bottom = raster.height() - 1;
        float[] rgb = new float[3 * brightness.length];
        for (int i = 0; i < brightness.length; i++) {
            double u = us[i];
            double v = vs[i];
            double near = 1 / (m[6] * u + m[7] * v + m[8]);
            int x = (int) ((m[0] * u + m[1] * v + m[2]) * near);
            int y = (int) ((m[3] * u + m[4] * v + m[5]) * near);
            x = x > 0 ? x < right ? x : right : 0;
            y = y > 0 ? y < bottom ? y : bottom : 0;
            int at = 3 * (y * (right + 1) + x);
            rgb[3 * i] = pixels[at] & 255;
            rgb[3 * i + 1] = pixels[at + 1] & 255;
            rgb[3 * i + 2] = pixels[at + 2] & 255;
        }
        float[] seen = differences(rgb);
        double energy = product(seen, seen);
        if (colourEnergy < GREY) {
            return Math.max(-1, 1 - Math.sqrt(energy / 2) / COLOURED);
        }
        return product(seen, colours)
                / Math.sqrt((energy + 2 * COLOUR_NOISE) * (colourEnergy + 2 * COLOUR_NOISE));
    }

    /** Red minus green and blue minus green, each without its mean. */
    private float[] differences(float[] rgb) {
        int count = brightness.length;
        float[] differences = new float[2 * count];
        for (int half = 0; half < 2; half++) {
            double mean = 0;
            for (int i = 0; i < count; i++) {
                float difference = rgb[3 * i + 2 * half] - rgb[3 * i + 1];
                differences[half * count + i] = difference;
                mean += weights[i] * difference / total;
            }
            for (int i = 0; i < count; i++) {
                int at = half * count + i;
                differences[at] = (float) (weights[i] * (differences[at] - mean));
            }
        }
        return differences;
    }
}
