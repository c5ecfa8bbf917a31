package dev.framewatch.learn.augment;

import dev.framewatch.video.AreaDownscaler;
import dev.framewatch.video.RgbImage;

/**
 * Shrinks an image into an upright 9:16 frame over its own blurred enlargement, as apps do with
 * images of another aspect ratio. The result has about as many pixels as the original.
 */
final class Letterbox {
    private static final double SHAPE = 9.0 / 16;
    private static final int BLURRED_WIDTH = 27;
    private static final int BLURRED_HEIGHT = 48;
    private static final int REACH = 2;

    private Letterbox() {}

    /**
     * Returns the letterboxed image.
     *
     * @param share the size relative to the largest that fits, above 0 to 1
     */
    static RgbImage of(RgbImage image, double share) {
        double area = (double) image.width() * image.height();
        int width = Math.max(2, (int) Math.round(Math.sqrt(area * SHAPE)));
        int height = Math.max(2, (int) Math.round(width / SHAPE));
        double scale =
                share * Math.min((double) width / image.width(), (double) height / image.height());
        int innerWidth = Math.clamp(Math.round(image.width() * scale), 1, width);
        int innerHeight = Math.clamp(Math.round(image.height() * scale), 1, height);
        RgbImage ground = AffineWarp.stretch(blurred(image), width, height);
        CropRect place =
                new CropRect(
                        (width - innerWidth) / 2,
                        (height - innerHeight) / 2,
                        innerWidth,
                        innerHeight);
        byte[] rgb = ground.rgb(); // nobody else holds it yet
        place.paste(AreaDownscaler.to(image, innerWidth, innerHeight), rgb, 3 * width);
        return new RgbImage(width, height, rgb);
    }

    /** Returns a blurred image so small that enlarging it adds to the blur. */
    private static RgbImage blurred(RgbImage image) {
        RgbImage middle = CropRect.middle(image, SHAPE).of(image);
        byte[] rgb = AreaDownscaler.to(middle, BLURRED_WIDTH, BLURRED_HEIGHT).rgb();
        byte[] across = new byte[rgb.length];
        average(rgb, across, BLURRED_HEIGHT, 3 * BLURRED_WIDTH, BLURRED_WIDTH, 3);
        average(across, rgb, BLURRED_WIDTH, 3, BLURRED_HEIGHT, 3 * BLURRED_WIDTH);
        return new RgbImage(BLURRED_WIDTH, BLURRED_HEIGHT, rgb);
    }

    /** A box filter along lines; at their ends, the mean of the neighbours that exist. */
    private static void average(
            byte[] in, byte[] out, int lines, int lineStep, int length, int step) {
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                int first = Math.max(0, i - REACH);
                int last = Math.min(length - 1, i + REACH);
                for (int c = 0; c < 3; c++) {
                    int at = line * lineStep + c;
                    int sum = 0;
                    for (int j = first; j <= last; j++) {
                        sum += in[at + j * step] & 0xff;
                    }
                    out[at + i * step] = (byte) (sum / (last - first + 1));
                }
            }
        }
    }
}
