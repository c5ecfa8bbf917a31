package dev.framewatch.learn.augment;

import dev.framewatch.video.RgbImage;

/**
 * A rectangle of whole pixels inside of a picture.
 *
 * @param left first column
 * @param top first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
record CropRect(int left, int top, int width, int height) {
    static CropRect whole(RgbImage image) {
        return new CropRect(0, 0, image.width(), image.height());
    }

    /** What shares of width and height keep; {@code x} and {@code y} from 0 to 1 say where. */
    static CropRect of(RgbImage image, double across, double down, double x, double y) {
        int width = Math.clamp(Math.round(image.width() * across), 1, image.width());
        int height = Math.clamp(Math.round(image.height() * down), 1, image.height());
        return new CropRect(
                (int) Math.round((image.width() - width) * x),
                (int) Math.round((image.height() - height) * y),
                width,
                height);
    }

    /** The largest part of that shape, from the middle. */
    static CropRect middle(RgbImage image, double widthToHeight) {
        double shape = (double) image.width() / image.height();
        return shape > widthToHeight
                ? of(image, widthToHeight / shape, 1, 0.5, 0.5)
                : of(image, 1, shape / widthToHeight, 0.5, 0.5);
    }

    RgbImage of(RgbImage image) {
        if (equals(whole(image))) {
            return image;
        }
        byte[] out = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            int from = 3 * ((top + y) * image.width() + left);
            System.arraycopy(image.rgb(), from, out, 3 * y * width, 3 * width);
        }
        return new RgbImage(width, height, out);
    }

    /** Puts a picture of this rectangle's size into one whose rows are {@code stride} bytes. */
    void paste(RgbImage image, byte[] rgb, int stride) {
        for (int y = 0; y < height; y++) {
            int to = (top + y) * stride + 3 * left;
            System.arraycopy(image.rgb(), 3 * y * width, rgb, to, 3 * width);
        }
    }
}
