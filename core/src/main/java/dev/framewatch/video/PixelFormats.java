package dev.framewatch.video;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import javax.imageio.IIOException;

/**
 * Reads the stored samples of Java's many kinds of image as plain RGB. Samples are taken as they
 * are: Java's own conversion would brighten grey pictures, whose colour space it holds for linear.
 */
final class PixelFormats {
    private static final int WHITE = 255;

    private PixelFormats() {}

    static RgbImage rgb(BufferedImage image) throws IIOException {
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
                rgb[to++] = over(colour >> 16 & 255, alpha);
                rgb[to++] = over(colour >> 8 & 255, alpha);
                rgb[to++] = over(colour & 255, alpha);
            }
        }
    }

    /** One band is grey, two are grey and alpha, three RGB, four RGB and alpha. */
    private static void fromSamples(Raster raster, ColorModel model, byte[] rgb)
            throws IIOException {
        int bands = raster.getNumBands();
        if (bands > 4 || (bands == 4) != (model.hasAlpha() && bands > 2)) {
            throw new IIOException("its pixels have %d values".formatted(bands));
        }
        boolean alpha = model.hasAlpha();
        boolean grey = bands < 3;
        boolean multiplied = model.isAlphaPremultiplied();
        int[] greatest = new int[bands];
        for (int b = 0; b < bands; b++) {
            greatest[b] =
                    (int) ((1L << Math.min(31, raster.getSampleModel().getSampleSize(b))) - 1);
        }
        int[] row = new int[bands * raster.getWidth()];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += bands) {
                int opaque = alpha ? eightBits(row[from + bands - 1], greatest[bands - 1]) : WHITE;
                for (int c = 0; c < 3; c++) {
                    int band = grey ? 0 : c;
                    int value = eightBits(row[from + band], greatest[band]);
                    rgb[to++] = multiplied ? (byte) (value + WHITE - opaque) : over(value, opaque);
                }
            }
        }
    }

    private static int eightBits(int sample, int greatest) {
        return greatest == 255 ? sample : (int) ((sample * 255L + greatest / 2) / greatest);
    }

    private static byte over(int value, int alpha) {
        return (byte) ((value * alpha + WHITE * (255 - alpha) + 127) / 255);
    }
}
