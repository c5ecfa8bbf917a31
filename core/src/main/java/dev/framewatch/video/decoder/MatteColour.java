package dev.framewatch.video.decoder;

/**
 * Chooses the background of a transparent image: black if its visible pixels are light, else white,
 * since a white logo would vanish on white.
 */
public final class MatteColour {
    /** White, the background of opaque images. */
    public static final int WHITE = 255;

    /** Mean luma above which an image is nearer to white than to black. */
    private static final int LIGHT = 127;

    private long luma;
    private long weight;

    /**
     * Adds a pixel, with the luma weights of ITU-R BT.601 section 2.5.1.
     *
     * @param red 0 to 255, not multiplied by alpha; likewise green and blue
     * @param alpha 0 (transparent) to 255 (opaque)
     */
    public void add(int red, int green, int blue, int alpha) {
        luma += alpha * ((299L * red + 587L * green + 114L * blue) / 1000);
        weight += alpha;
    }

    /** Returns the grey level of the background: 0 or 255. */
    public int grey() {
        return weight > 0 && luma / weight > LIGHT ? 0 : WHITE;
    }

    /** Returns a colour sample laid on a background. */
    public static byte blend(int value, int alpha, int background) {
        return (byte) ((value * alpha + background * (255 - alpha) + 127) / 255);
    }

    /**
     * Lays an image on its background.
     *
     * @param rgb the image, packed; changed in place
     * @param alpha its opacity, as a packed grey RGB image of the same size
     */
    static void flatten(byte[] rgb, byte[] alpha) {
        MatteColour matte = new MatteColour();
        for (int i = 0; i < rgb.length; i += 3) {
            matte.add(rgb[i] & 255, rgb[i + 1] & 255, rgb[i + 2] & 255, alpha[i] & 255);
        }
        int background = matte.grey();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = blend(rgb[i] & 255, alpha[i] & 255, background);
        }
    }
}
