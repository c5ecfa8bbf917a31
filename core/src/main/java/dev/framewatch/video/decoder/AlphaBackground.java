package dev.framewatch.video.decoder;

/**
 * What a transparent image is laid on: black if what can be seen of it is light, else white. A
 * white logo would vanish on white.
 */
public final class AlphaBackground {
    private static final int WHITE = 255;

    /** Mean luma above which an image is nearer to white than to black. */
    private static final int LIGHT = 127;

    private long luma;
    private long weight;

    /** Adds a pixel of 8-bit values, with the luma weights of ITU-R BT.601 section 2.5.1. */
    public void add(int red, int green, int blue, int alpha) {
        luma += alpha * ((299L * red + 587L * green + 114L * blue) / 1000);
        weight += alpha;
    }

    /** Returns the background for the pixels added so far: 0 or 255. */
    public int grey() {
        return weight > 0 && luma / weight > LIGHT ? 0 : WHITE;
    }

    /** Returns an 8-bit value, not multiplied by alpha, laid on a background. */
    public static byte composite(int value, int alpha, int background) {
        return (byte) ((value * alpha + background * (255 - alpha) + 127) / 255);
    }
}
