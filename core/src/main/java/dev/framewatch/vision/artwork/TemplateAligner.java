package dev.framewatch.vision.artwork;

import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.LocalFeatures.Raster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Aligns a template, the reference as a small raster, with a frame (Baker and Matthews, 2004,
 * "Lucas-Kanade 20 Years On", the inverse compositional algorithm; brightness and contrast of both
 * sides are normalised first). Thread-safe.
 */
final class TemplateAligner {
    static final int AFFINE_PARAMETERS = 6;
    static final int PROJECTIVE_PARAMETERS = 8;

    /** Change of the correlation below which the iteration has converged. */
    private static final double MIN_IMPROVEMENT = 0.0002;

    /** Number of consecutive steps without improvement after which the iteration stops. */
    private static final int PATIENCE = 6;

    /**
     * Standard deviation of the grey levels, 0 to 255, at or below which a region has no content.
     */
    private static final double MIN_DEVIATION = 2;

    private static final double DAMPING = 1.001;

    /**
     * Margin around a foreground, as a fraction of its longer side: has no weight in a masked
     * template, but gives the gradient at the outline.
     */
    private static final double MARGIN_FRACTION = 0.08;

    private final double margin;
    private final int width;
    private final int height;
    private final double unitX;
    private final double unitY;
    private final double[] us;
    private final double[] vs;
    private final float[] weights;
    private final float totalWeight;
    private final float[] brightness;
    private final ColorTemplate colors;
    private final double[][] steepestDescent;
    private final double[][] hessian;

    /**
     * Creates a template.
     *
     * @param side its longer side without the margin, in pixels
     * @param masked whether to compare only the foreground
     */
    TemplateAligner(ForegroundMask mask, int side, boolean masked) {
        this.margin = mask.background() == null ? 0 : MARGIN_FRACTION;
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
        this.totalWeight = downscale(mask, masked, rgb, weights);
        this.brightness = new float[width * height];
        for (int i = 0; i < brightness.length; i++) {
            brightness[i] = 0.299f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2];
        }
        normalise(brightness);
        this.colors = new ColorTemplate(rgb, weights, totalWeight);
        this.steepestDescent = steepestDescent();
        this.hessian = dampedHessian(steepestDescent);
    }

    /** Downscales the reference by area averaging and sets the weights; returns their sum. */
    private float downscale(ForegroundMask mask, boolean masked, float[] rgb, float[] weights) {
        RgbImage image = mask.image();
        byte[] pixels = image.rgb();
        boolean[] background = masked ? mask.background() : null;
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int left = pixel(mask, mask.left(), us[i] - unitX / 2);
            int right = Math.max(left + 1, pixel(mask, mask.left(), us[i] + unitX / 2));
            int top = pixel(mask, mask.top(), vs[i] - unitY / 2);
            int bottom = Math.max(top + 1, pixel(mask, mask.top(), vs[i] + unitY / 2));
            int pixelCount = 0;
            int foregroundPixels = 0;
            long red = 0;
            long green = 0;
            long blue = 0;
            for (int y = Math.max(0, top); y < Math.min(bottom, image.height()); y++) {
                for (int x = Math.max(0, left); x < Math.min(right, image.width()); x++) {
                    int pixel = y * image.width() + x;
                    pixelCount++;
                    foregroundPixels += background != null && background[pixel] ? 0 : 1;
                    red += pixels[3 * pixel] & 255;
                    green += pixels[3 * pixel + 1] & 255;
                    blue += pixels[3 * pixel + 2] & 255;
                }
            }
            if (pixelCount == 0) {
                continue; // the margin reaches over the reference's edge
            }
            rgb[3 * i] = (float) red / pixelCount;
            rgb[3 * i + 1] = (float) green / pixelCount;
            rgb[3 * i + 2] = (float) blue / pixelCount;
            weights[i] = foregroundPixels > 0.8 * pixelCount ? 1 : 0;
            sum += weights[i];
        }
        return sum;
    }

    private static int pixel(ForegroundMask mask, int origin, double place) {
        return origin + (int) Math.floor(place * mask.longerSide() + 0.5);
    }

    /** Returns whether the template has enough area and contrast to be compared. */
    boolean hasContent() {
        return totalWeight >= 0.1 * weights.length && meanProduct(brightness, brightness) > 0.5;
    }

    /**
     * Scales to weighted mean 0 and variance 1; if nearly uniform, sets all to 0 and returns false.
     */
    private boolean normalise(float[] values) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            squares += weights[i] * values[i] * values[i];
        }
        double mean = sum / totalWeight;
        double deviation = Math.sqrt(Math.max(0, squares / totalWeight - mean * mean));
        if (!(deviation > MIN_DEVIATION)) {
            Arrays.fill(values, 0);
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (weights[i] * (values[i] - mean) / deviation);
        }
        return true;
    }

    /** Returns the weighted mean of the product. */
    private double meanProduct(float[] a, float[] b) {
        return sumOfProducts(a, b) / totalWeight;
    }

    static double sumOfProducts(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * Returns the steepest-descent images: the derivatives of the brightness with respect to each
     * warp parameter, each with its mean removed.
     */
    private double[][] steepestDescent() {
        double[][] images = new double[PROJECTIVE_PARAMETERS][width * height];
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
            for (int k = 0; k < PROJECTIVE_PARAMETERS; k++) {
                images[k][i] = all[k];
            }
        }
        for (double[] image : images) {
            double mean = 0;
            for (int i = 0; i < image.length; i++) {
                mean += weights[i] * image[i] / totalWeight;
            }
            for (int i = 0; i < image.length; i++) {
                image[i] = weights[i] * (image[i] - mean);
            }
        }
        return images;
    }

    private static double[][] dampedHessian(double[][] images) {
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
     * An alignment.
     *
     * @param warp from artwork to frame coordinates
     * @param correlation correlation of the brightness, -1 to 1
     */
    record Alignment(Homography warp, double correlation) {}

    /**
     * Returns the best alignment near an initial warp; null if that is mostly outside the frame or
     * on a uniform area.
     *
     * @param steps maximum number of steps
     * @param parameters {@link #AFFINE_PARAMETERS} to keep the perspective, or {@link
     *     #PROJECTIVE_PARAMETERS}
     */
    @Nullable Alignment align(LocalFeatures frame, Homography initial, int steps, int parameters) {
        float[] sampled = new float[brightness.length];
        Alignment best = null;
        double previous = -1;
        int stepsWithoutImprovement = 0;
        Homography homography = initial;
        for (int step = 0; step <= steps && homography != null; step++) {
            if (!sample(frame, homography, sampled) || !normalise(sampled)) {
                return best;
            }
            double correlation = meanProduct(brightness, sampled);
            if (best == null || correlation > best.correlation) {
                best = new Alignment(homography, correlation);
                stepsWithoutImprovement = 0;
            } else {
                stepsWithoutImprovement++;
            }
            if (stepsWithoutImprovement == PATIENCE
                    || Math.abs(correlation - previous) < MIN_IMPROVEMENT) {
                return best;
            }
            previous = correlation;
            homography = updated(homography, sampled, parameters);
        }
        return best;
    }

    /**
     * Returns the correlation of the brightness at a warp, -1 to 1; 0 if there is nothing to
     * compare.
     */
    double correlation(LocalFeatures frame, Homography homography) {
        float[] sampled = new float[brightness.length];
        return sample(frame, homography, sampled) && normalise(sampled)
                ? meanProduct(brightness, sampled)
                : 0;
    }

    private @Nullable Homography updated(Homography homography, float[] sampled, int parameters) {
        double[] right = new double[parameters];
        for (int k = 0; k < right.length; k++) {
            double[] image = steepestDescent[k];
            double sum = 0;
            for (int i = 0; i < sampled.length; i++) {
                sum += image[i] * (sampled[i] - brightness[i]);
            }
            right[k] = sum;
        }
        double[] step = Arrays.copyOf(LinearSolver.solve(hessian, right), PROJECTIVE_PARAMETERS);
        for (double number : step) {
            if (!Double.isFinite(number)) {
                return null;
            }
        }
        Homography inverse =
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
        return inverse == null ? null : homography.compose(inverse);
    }

    /** Returns the pyramid level that has about the resolution of the template. */
    private Raster raster(LocalFeatures frame, Homography homography) {
        double step = homography.scale() * Math.max(unitX, unitY);
        int halvings = step < 2 ? 0 : Math.getExponent(step);
        return frame.rasters().get(Math.min(halvings, frame.rasters().size() - 1));
    }

    /** Samples the brightness of the frame under the template; false if it is mostly outside. */
    private boolean sample(LocalFeatures frame, Homography homography, float[] to) {
        int outside = 0;
        Raster raster = raster(frame, homography);
        double[] m = rescaled(raster, frame, homography);
        byte[] grey = raster.grey();
        int columns = raster.width();
        int rows = raster.height();
        double right = columns - 1.001;
        double bottom = rows - 1.001;
        for (int i = 0; i < to.length; i++) {
            double u = us[i];
            double v = vs[i];
            double inverseDepth = 1 / (m[6] * u + m[7] * v + m[8]);
            double x = (m[0] * u + m[1] * v + m[2]) * inverseDepth - 0.5;
            double y = (m[3] * u + m[4] * v + m[5]) * inverseDepth - 0.5;
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

    /** Returns the matrix of a warp rescaled to the pixels of a pyramid level. */
    private static double[] rescaled(Raster raster, LocalFeatures frame, Homography homography) {
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
     * Returns the similarity of the colours, independent of brightness.
     *
     * @return -1 to 1; see {@link ColorTemplate#correlation}
     */
    double colorCorrelation(LocalFeatures frame, Homography homography) {
        Raster raster = raster(frame, homography);
        double[] m = rescaled(raster, frame, homography);
        byte[] pixels = raster.rgb();
        int right = raster.width() - 1;
        int bottom = raster.height() - 1;
        float[] rgb = new float[3 * brightness.length];
        for (int i = 0; i < brightness.length; i++) {
            double u = us[i];
            double v = vs[i];
            double inverseDepth = 1 / (m[6] * u + m[7] * v + m[8]);
            int x = (int) ((m[0] * u + m[1] * v + m[2]) * inverseDepth);
            int y = (int) ((m[3] * u + m[4] * v + m[5]) * inverseDepth);
            x = x > 0 ? x < right ? x : right : 0;
            y = y > 0 ? y < bottom ? y : bottom : 0;
            int at = 3 * (y * (right + 1) + x);
            rgb[3 * i] = pixels[at] & 255;
            rgb[3 * i + 1] = pixels[at + 1] & 255;
            rgb[3 * i + 2] = pixels[at + 2] & 255;
        }
        return colors.correlation(rgb);
    }
}
