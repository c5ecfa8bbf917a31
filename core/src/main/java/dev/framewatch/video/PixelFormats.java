package dev.framewatch.video;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import javax.imageio.IIOException;

/**
 * Converts the pixel formats of {@link BufferedImage} to packed RGB. Uses the stored samples
 * directly: Java's own conversion would brighten greyscale images, because it treats their colour
 * space as linear.
 */
final class PixelFormats {
    private static final int WHITE = 255;

    private PixelFormats() {}

    static RgbImage toRgb(BufferedImage image) throws IIOException {
        byte[] rgb = new byte[Math.multiplyExact(3, image.getWidth() * image.getHeight())];
        Raster raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel palette) {
            fromPalette(raster, palette, rgb);
        } else if (raster.getNumBands() == 3
                && raster.getDataBuffer() instanceof DataBufferByte bytes
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && raster.getParent() == null) {
            fromBytes(bytes.getData(), model, rgb);
        } else {
            fromSamples(raster, image.getColorModel(), rgb);
        }
        return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }

    private static void fromBytes(byte[] source, PixelInterleavedSampleModel model, byte[] rgb) {
        int[] offsets = model.getBandOffsets();
        int red = offsets[0];
        int green = offsets[1];
        int blue = offsets[2];
        int step = model.getPixelStride();
        int to = 0;
        for (int y = 0; y < model.getHeight(); y++) {
            int from = y * model.getScanlineStride();
            for (int x = 0; x < model.getWidth(); x++, from += step, to += 3) {
                rgb[to] = source[from + red];
                rgb[to + 1] = source[from + green];
                rgb[to + 2] = source[from + blue];
            }
        }
    }

    private static void fromPalette(Raster raster, IndexColorModel palette, byte[] rgb) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int[] row = new int[raster.getWidth()];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
            for (int index : row) {
                int colour = index < colours.length ? colours[index] : 0;
                int alpha = colour >>> 24;
                rgb[to++] = compositeOverWhite(colour >> 16 & 255, alpha);
                rgb[to++] = compositeOverWhite(colour >> 8 & 255, alpha);
                rgb[to++] = compositeOverWhite(colour & 255, alpha);
            }
        }
    }

    /**
     * Converts any raster: 1 band is grey, 2 are grey and alpha, 3 are RGB, 4 are RGB and alpha.
     */
    private static void fromSamples(Raster raster, ColorModel model, byte[] rgb)
            throws IIOException {
        int bands = raster.getNumBands();
        if (bands > 4 || (bands == 4) != (model.hasAlpha() && bands > 2)) {
            throw new IIOException("unsupported number of colour bands: %d".formatted(bands));
        }
        boolean alpha = model.hasAlpha();
        boolean grey = bands < 3;
        boolean premultiplied = model.isAlphaPremultiplied();
        int[] maxValues = new int[bands];
        for (int b = 0; b < bands; b++) {
            maxValues[b] =
                    (int) ((1L << Math.min(31, raster.getSampleModel().getSampleSize(b))) - 1);
        }
        int[] row = new int[bands * raster.getWidth()];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += bands) {
                int alphaValue =
                        alpha
                                ? scaleToEightBits(row[from + bands - 1], maxValues[bands - 1])
                                : WHITE;
                for (int c = 0; c < 3; c++) {
                    int band = grey ? 0 : c;
                    int value = scaleToEightBits(row[from + band], maxValues[band]);
                    rgb[to++] =
                            premultiplied
                                    ? (byte) (value + WHITE - alphaValue)
                                    : compositeOverWhite(value, alphaValue);
                }
            }
        }
    }

    private static int scaleToEightBits(int sample, int maxValue) {
        return maxValue == 255 ? sample : (int) ((sample * 255L + maxValue / 2) / maxValue);
    }

    private static byte compositeOverWhite(int value, int alpha) {
        return (byte) ((value * alpha + WHITE * (255 - alpha) + 127) / 255);
    }
}
