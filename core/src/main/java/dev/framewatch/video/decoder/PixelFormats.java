package dev.framewatch.video.decoder;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
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
    private PixelFormats() {}

    static RgbPixels toRgb(BufferedImage image) throws IIOException {
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
        return new RgbPixels(image.getWidth(), image.getHeight(), rgb);
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
        MatteColour background = new MatteColour();
        if (palette.hasAlpha()) {
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
                for (int index : row) {
                    int colour = index < colours.length ? colours[index] : 0;
                    background.add(
                            colour >> 16 & 255, colour >> 8 & 255, colour & 255, colour >>> 24);
                }
            }
        }
        int grey = background.grey();
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
            for (int index : row) {
                int colour = index < colours.length ? colours[index] : 0;
                int alpha = colour >>> 24;
                rgb[to++] = MatteColour.blend(colour >> 16 & 255, alpha, grey);
                rgb[to++] = MatteColour.blend(colour >> 8 & 255, alpha, grey);
                rgb[to++] = MatteColour.blend(colour & 255, alpha, grey);
            }
        }
    }

    /**
     * Converts any raster: 1 band is grey, 2 are grey and alpha, 3 are RGB, 4 are RGB and alpha or
     * CMYK.
     */
    private static void fromSamples(Raster raster, ColorModel model, byte[] rgb)
            throws IIOException {
        int bands = raster.getNumBands();
        boolean alpha = model.hasAlpha();
        boolean cmyk = !alpha && bands == 4 && isCmyk(model);
        if (bands > 4 || (bands == 4 && !alpha && !cmyk) || (bands == 3 && alpha)) {
            throw new IIOException("unsupported number of colour bands: %d".formatted(bands));
        }
        int type = raster.getTransferType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw new IIOException("floating-point samples are not supported");
        }
        int grey = alpha ? background(raster, model) : MatteColour.WHITE;
        EightBits row = new EightBits(raster, model);
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            row.read(y);
            for (int x = 0; x < raster.getWidth(); x++) {
                int alphaValue = row.alpha(x);
                for (int c = 0; c < 3; c++) {
                    rgb[to++] =
                            cmyk
                                    ? (byte) row.fromCmyk(x, c)
                                    : MatteColour.blend(row.colour(x, c), alphaValue, grey);
                }
            }
        }
    }

    private static boolean isCmyk(ColorModel model) {
        return model.getColorSpace() != null
                && model.getColorSpace().getType() == ColorSpace.TYPE_CMYK;
    }

    private static int background(Raster raster, ColorModel model) {
        EightBits row = new EightBits(raster, model);
        MatteColour background = new MatteColour();
        for (int y = 0; y < raster.getHeight(); y++) {
            row.read(y);
            for (int x = 0; x < raster.getWidth(); x++) {
                background.add(row.colour(x, 0), row.colour(x, 1), row.colour(x, 2), row.alpha(x));
            }
        }
        return background.grey();
    }

    /** The samples of one row at a time, reduced to 8 bits. */
    private static final class EightBits {
        private final Raster raster;
        private final int bands;
        private final boolean alpha;
        private final boolean premultiplied;
        private final int[] maxValues;
        private final int[] row;

        EightBits(Raster raster, ColorModel model) {
            this.raster = raster;
            this.bands = raster.getNumBands();
            this.alpha = model.hasAlpha();
            this.premultiplied = model.isAlphaPremultiplied();
            this.maxValues = new int[bands];
            for (int b = 0; b < bands; b++) {
                int bits = Math.min(31, raster.getSampleModel().getSampleSize(b));
                maxValues[b] = (int) ((1L << bits) - 1);
            }
            this.row = new int[bands * raster.getWidth()];
        }

        void read(int y) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
        }

        int alpha(int x) {
            return alpha ? sample(x, bands - 1) : 255;
        }

        /** Returns red, green or blue, not multiplied by alpha. */
        int colour(int x, int c) {
            int value = sample(x, bands < 3 ? 0 : c);
            int visible = premultiplied ? alpha(x) : 255;
            return visible == 0 || visible == 255 ? value : Math.min(255, 255 * value / visible);
        }

        /** Returns red, green or blue, converted from cyan, magenta or yellow and black. */
        int fromCmyk(int x, int c) {
            return (255 - sample(x, c)) * (255 - sample(x, 3)) / 255;
        }

        private int sample(int x, int band) {
            int sample = row[bands * x + band];
            int max = maxValues[band];
            return max == 255 ? sample : (int) ((sample * 255L + max / 2) / max);
        }
    }
}
