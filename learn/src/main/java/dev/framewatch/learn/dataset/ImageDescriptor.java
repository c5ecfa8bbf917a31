package dev.framewatch.learn.dataset;

import dev.framewatch.video.RgbImage;

/**
 * Coarse visual descriptor of an image, to distinguish frames of one video from frames of two: the
 * edges of a 32x32 grey thumbnail and the colours of a 16x16 one.
 *
 * <p>Edges handle cases that colours cannot: black bars make all letterboxed videos look alike, but
 * have no edges inside; captions and frames around an image, which stay while shots change, have
 * many.
 */
public final class ImageDescriptor {
    private static final int SIDE = 32;
    private static final int COLOUR_SIDE = SIDE / 2;

    private final QuantizedVector edges;
    private final QuantizedVector colours;
    private final SimHash hash;

    private ImageDescriptor(float[] edges, float[] colours) {
        this.edges = QuantizedVector.of(edges);
        this.colours = QuantizedVector.of(colours);
        this.hash = SimHash.of(edges);
    }

    /** Computes the descriptor of an image of any size; reads every pixel once. */
    public static ImageDescriptor of(RgbImage image) {
        float[] thumbnail = thumbnail(image);
        return new ImageDescriptor(edges(thumbnail), colours(thumbnail));
    }

    /** Returns the cosine similarity of the edges, -1 to 1; 0 if an image has no edges. */
    double edgeSimilarity(ImageDescriptor other) {
        return edges.dot(other.edges);
    }

    /**
     * Returns whether the edges may be as similar as a {@link SimHash.Limit} requires; takes
     * nanoseconds, whereas {@link #edgeSimilarity} takes a microsecond.
     */
    boolean edgesMayBeWithin(SimHash.Limit limit, ImageDescriptor other) {
        return hash.isWithin(limit, other.hash);
    }

    /** Returns the correlation of the colours, -1 to 1; 0 if an image is of uniform colour. */
    double colourSimilarity(ImageDescriptor other) {
        return colours.dot(other.colours);
    }

    /**
     * Returns the mean colours of 32x32 cells. In an image smaller than that, cells share pixels.
     */
    private static float[] thumbnail(RgbImage image) {
        float[] cells = new float[SIDE * SIDE * 3];
        int width = image.width();
        int height = image.height();
        byte[] rgb = image.rgb();
        for (int row = 0; row < SIDE; row++) {
            int top = row * height / SIDE;
            int bottom = Math.max(top + 1, (row + 1) * height / SIDE);
            for (int column = 0; column < SIDE; column++) {
                int left = column * width / SIDE;
                int right = Math.max(left + 1, (column + 1) * width / SIDE);
                long red = 0;
                long green = 0;
                long blue = 0;
                for (int y = top; y < bottom; y++) {
                    int from = 3 * (y * width + left);
                    int to = 3 * (y * width + right);
                    for (int i = from; i < to; i += 3) {
                        red += rgb[i] & 0xFF;
                        green += rgb[i + 1] & 0xFF;
                        blue += rgb[i + 2] & 0xFF;
                    }
                }
                float pixels = (float) (bottom - top) * (right - left);
                int cell = 3 * (row * SIDE + column);
                cells[cell] = red / pixels;
                cells[cell + 1] = green / pixels;
                cells[cell + 2] = blue / pixels;
            }
        }
        return cells;
    }

    /** Returns the edges. Square roots keep a single hard edge from outweighing all soft ones. */
    private static float[] edges(float[] thumbnail) {
        float[] grey = new float[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (thumbnail[3 * i] + thumbnail[3 * i + 1] + thumbnail[3 * i + 2]) / 3;
        }
        float[] edges = new float[2 * (SIDE - 1) * (SIDE - 1)];
        int at = 0;
        for (int y = 0; y < SIDE - 1; y++) {
            for (int x = 0; x < SIDE - 1; x++) {
                int i = y * SIDE + x;
                edges[at++] = signedRoot(grey[i + 1] - grey[i]);
                edges[at++] = signedRoot(grey[i + SIDE] - grey[i]);
            }
        }
        return toUnitLength(edges);
    }

    private static float[] colours(float[] thumbnail) {
        float[] colours = new float[COLOUR_SIDE * COLOUR_SIDE * 3];
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    float value = thumbnail[3 * (y * SIDE + x) + channel] / 4;
                    colours[3 * ((y / 2) * COLOUR_SIDE + x / 2) + channel] += value;
                    sum += value;
                }
            }
        }
        float mean = (float) (sum / colours.length);
        for (int i = 0; i < colours.length; i++) {
            colours[i] -= mean;
        }
        return toUnitLength(colours);
    }

    private static float signedRoot(float value) {
        return Math.copySign((float) Math.sqrt(Math.abs(value)), value);
    }

    private static float[] toUnitLength(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += value * value;
        }
        double length = Math.sqrt(square);
        if (length < 1e-3) {
            return new float[vector.length];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) length;
        }
        return vector;
    }
}
