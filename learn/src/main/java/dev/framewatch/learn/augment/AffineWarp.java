package dev.framewatch.learn.augment;

import dev.framewatch.video.RgbImage;

/**
 * An inverse affine map about the image centre, with bilinear interpolation and replicated edges.
 * Positions are fixed-point, in 65536ths of a pixel.
 *
 * <p>In rows and columns from the centre, with the shear angle {@code s} and zooms {@code zr, zc},
 * as in Keras: {@code row = zr y - sin(s) zc x}, {@code column = cos(s) zc x}.
 */
final class AffineWarp {
    private static final double UNIT = 1 << 16;

    private final double rowByX;
    private final double rowByY;
    private final double columnByX;
    private final double columnByY;

    private AffineWarp(double rowByX, double rowByY, double columnByX, double columnByY) {
        this.rowByX = rowByX;
        this.rowByY = rowByY;
        this.columnByX = columnByX;
        this.columnByY = columnByY;
    }

    /**
     * Returns the map for a shear, a zoom and then an optional horizontal flip.
     *
     * @param shear in degrees
     * @param zoomDown factor for rows; below 1 enlarges
     * @param zoomAcross factor for columns
     * @param mirrored whether to flip left and right after that
     */
    static AffineWarp of(double shear, double zoomDown, double zoomAcross, boolean mirrored) {
        double angle = Math.toRadians(shear);
        double sign = mirrored ? -1 : 1;
        return new AffineWarp(
                -Math.sin(angle) * zoomAcross * sign,
                zoomDown,
                Math.cos(angle) * zoomAcross * sign,
                0);
    }

    /** Resizes an image without preserving its aspect ratio; for enlarging. */
    static RgbImage stretch(RgbImage image, int width, int height) {
        AffineWarp warp =
                new AffineWarp(
                        0, (double) image.height() / height, (double) image.width() / width, 0);
        double x = (width - 1) / 2.0;
        double y = (height - 1) / 2.0;
        return warp.draw(image, -x, -y, width, height);
    }

    /** Returns the part of the warped image inside a crop rectangle. */
    RgbImage apply(RgbImage image, CropRect cut) {
        return draw(
                image,
                cut.left() - (image.width() - 1) / 2.0,
                cut.top() - (image.height() - 1) / 2.0,
                cut.width(),
                cut.height());
    }

    /**
     * @param fromX first column of the result, relative to the centre
     * @param fromY first row of the result, relative to the centre
     */
    private RgbImage draw(RgbImage image, double fromX, double fromY, int width, int height) {
        byte[] out = new byte[Math.multiplyExact(3, width * height)];
        double middleX = (image.width() - 1) / 2.0;
        double middleY = (image.height() - 1) / 2.0;
        long acrossStep = Math.round(columnByX * UNIT);
        long downStep = Math.round(rowByX * UNIT);
        for (int y = 0; y < height; y++) {
            double column = columnByX * fromX + columnByY * (fromY + y) + middleX;
            double row = rowByX * fromX + rowByY * (fromY + y) + middleY;
            line(
                    image,
                    Math.round(column * UNIT),
                    acrossStep,
                    Math.round(row * UNIT),
                    downStep,
                    out,
                    3 * y * width,
                    width);
        }
        return new RgbImage(width, height, out);
    }

    private static void line(
            RgbImage image,
            long column,
            long acrossStep,
            long row,
            long downStep,
            byte[] out,
            int start,
            int width) {
        byte[] in = image.rgb();
        int stride = 3 * image.width();
        long lastColumn = (image.width() - 1L) << 16;
        long lastRow = (image.height() - 1L) << 16;
        long across = column;
        long down = row;
        for (int to = start; to < start + 3 * width; to += 3) {
            int x = (int) Math.min(lastColumn, Math.max(0, across));
            int y = (int) Math.min(lastRow, Math.max(0, down));
            int right = (x & 0xffff) >> 8;
            int below = (y & 0xffff) >> 8;
            int at = (y >> 16) * stride + 3 * (x >> 16);
            int next = right == 0 ? 0 : 3;
            int under = below == 0 ? 0 : stride;
            for (int c = 0; c < 3; c++) {
                int upper = mix(in[at + c], in[at + next + c], right);
                int lower = mix(in[at + under + c], in[at + under + next + c], right);
                out[to + c] = (byte) ((upper * (256 - below) + lower * below + 32768) >> 16);
            }
            across += acrossStep;
            down += downStep;
        }
    }

    /** Returns 256 times the weighted mean of two bytes. */
    private static int mix(byte one, byte other, int share) {
        return (one & 0xff) * (256 - share) + (other & 0xff) * share;
    }
}
