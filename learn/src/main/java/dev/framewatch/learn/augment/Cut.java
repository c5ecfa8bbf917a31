package dev.framewatch.learn.augment;

import dev.framewatch.video.Picture;

/**
 * A rectangle of whole pixels inside of a picture.
 *
 * @param left first column
 * @param top first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
record Cut(int left, int top, int width, int height) {
    static Cut whole(Picture picture) {
        return new Cut(0, 0, picture.width(), picture.height());
    }

    /** What shares of width and height keep; {@code x} and {@code y} from 0 to 1 say where. */
    static Cut of(Picture picture, double across, double down, double x, double y) {
        int width = Math.clamp(Math.round(picture.width() * across), 1, picture.width());
        int height = Math.clamp(Math.round(picture.height() * down), 1, picture.height());
        return new Cut(
                (int) Math.round((picture.width() - width) * x),
                (int) Math.round((picture.height() - height) * y),
                width,
                height);
    }

    /** The largest part of that shape, from the middle. */
    static Cut middle(Picture picture, double widthToHeight) {
        double shape = (double) picture.width() / picture.height();
        return shape > widthToHeight
                ? of(picture, widthToHeight / shape, 1, 0.5, 0.5)
                : of(picture, 1, shape / widthToHeight, 0.5, 0.5);
    }

    Picture of(Picture picture) {
        if (equals(whole(picture))) {
            return picture;
        }
        byte[] out = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            int from = 3 * ((top + y) * picture.width() + left);
            System.arraycopy(picture.rgb(), from, out, 3 * y * width, 3 * width);
        }
        return new Picture(width, height, out);
    }

    /** Puts a picture of this rectangle's size into one whose rows are {@code stride} bytes. */
    void paste(Picture picture, byte[] rgb, int stride) {
        for (int y = 0; y < height; y++) {
            int to = (top + y) * stride + 3 * left;
            System.arraycopy(picture.rgb(), 3 * y * width, rgb, to, 3 * width);
        }
    }
}
