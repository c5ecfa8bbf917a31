package dev.framewatch.learn.augment;

import dev.framewatch.video.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Applies JPEG compression artefacts to an image. */
final class JpegCompression {
    private JpegCompression() {}

    /**
     * Returns the image after encoding and decoding.
     *
     * @param quality 1 to 100
     */
    static RgbImage again(RgbImage picture, int quality) {
        try {
            return decode(encode(picture, quality));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode an image in memory as JPEG", e);
        }
    }

    private static byte[] encode(RgbImage picture, int quality) throws IOException {
        BufferedImage image =
                BufferedImageView.over(picture.rgb(), picture.width(), picture.height());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality / 100f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static RgbImage decode(byte[] bytes) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            Raster raster = reader.read(0).getRaster();
            int width = raster.getWidth();
            byte[] rgb = new byte[3 * width * raster.getHeight()];
            int[] row = new int[3 * width];
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getPixels(0, y, width, 1, row);
                for (int i = 0; i < row.length; i++) {
                    rgb[y * row.length + i] = (byte) row[i];
                }
            }
            return new RgbImage(width, raster.getHeight(), rgb);
        } finally {
            reader.dispose();
        }
    }
}
