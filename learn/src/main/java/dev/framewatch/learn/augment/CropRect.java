package dev.framewatch.learn.augment;

import dev.framewatch.video.RgbImage;

/**
 * A rectangle of whole pixels inside an image.
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

    /**
     * Returns the rectangle that covers the given fractions of width and height; {@code x} and
     * {@code y} are its relative position, 0 to 1.
     */
    static CropRect of(RgbImage image, double across, double down, double x, double y) {
        int width = Math.clamp(Math.round(image.width() * across), 1, image.width());
        int height = Math.clamp(Math.round(image.height() * down), 1, image.height());
        return new CropRect(
                (int) Math.round((image.width() - width) * x),
                (int) Math.round((image.height() - height) * y),
                width,
                height);
    }

    /** Returns the largest centred rectangle of this aspect ratio. */
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

    /**
     * Copies an image of this rectangle's size into a larger one whose rows are {@code stride}
     * bytes.
     */
    void paste(RgbImage image, byte[] rgb, int stride) {
        for (int y = 0; y < height; y++) {
            int to = (top + y) * stride + 3 * left;
            System.arraycopy(image.rgb(), 3 * y * width, rgb, to, 3 * width);
        }
    }
}
