package dev.framewatch.learn.augment;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Wraps RGB bytes as an image for Java 2D, without copying. */
final class BufferedImageView {
    private static final ColorModel RGB =
            new ComponentColorModel(
                    ColorSpace.getInstance(ColorSpace.CS_sRGB),
                    false,
                    false,
                    ColorModel.OPAQUE,
                    DataBuffer.TYPE_BYTE);

    private BufferedImageView() {}

    /** Returns an image that writes through to the bytes. */
    static BufferedImage over(byte[] rgb, int width, int height) {
        WritableRaster raster =
                Raster.createInterleavedRaster(
                        new DataBufferByte(rgb, rgb.length),
                        width,
                        height,
                        3 * width,
                        3,
                        new int[] {0, 1, 2},
                        null);
        return new BufferedImage(RGB, raster, false, null);
    }
}
