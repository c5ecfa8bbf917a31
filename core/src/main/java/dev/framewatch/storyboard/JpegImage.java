package dev.framewatch.storyboard;

import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A small image, compressed as baseline JPEG. The bytes are shared, not copied. */
public final class JpegImage {
    /** Longest side of an image. */
    public static final int MAX_SIDE = 1024;

    public static final int MAX_BYTES = 1 << 20;

    private final int width;
    private final int height;
    private final byte[] jpeg;

    /**
     * Creates an image from its bytes without copying them.
     *
     * @param width in pixels, 1 to {@value #MAX_SIDE}
     * @param height in pixels, 1 to {@value #MAX_SIDE}
     * @param jpeg at most {@value #MAX_BYTES} bytes
     */
    JpegImage(int width, int height, byte[] jpeg) {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException("an image of %dx%d pixels".formatted(width, height));
        }
        if (jpeg.length == 0 || jpeg.length > MAX_BYTES) {
            throw new IllegalArgumentException("an image of " + jpeg.length + " bytes");
        }
        this.width = width;
        this.height = height;
        this.jpeg = jpeg;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Returns the compressed bytes; shared, not to be modified. */
    public byte[] jpeg() {
        return jpeg;
    }

    /** Returns the image as a data URI, {@code data:image/jpeg;base64,...}. */
    public String dataUri() {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }

    /**
     * Scales an image down and compresses it.
     *
     * @param quality 0 to 1
     */
    static JpegImage of(RgbImage image, int longestSide, float quality) {
        RgbImage small = image.shrunkTo(longestSide);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 15);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            if (param instanceof JPEGImageWriteParam jpeg) {
                jpeg.setOptimizeHuffmanTables(true);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(ImageFiles.toBufferedImage(small), null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        } finally {
            writer.dispose();
        }
        return new JpegImage(small.width(), small.height(), bytes.toByteArray());
    }

    /**
     * Decompresses the image.
     *
     * @throws UnreadableImageException if it is damaged, or of another size than stated
     */
    RgbImage decode() throws UnreadableImageException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
                throw new UnreadableImageException("it has another size than stated");
            }
            BufferedImage image = reader.read(0);
            if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
                throw new UnreadableImageException("its colours are not stored as expected");
            }
            byte[] rgb = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            for (int i = 0; i < rgb.length; i += 3) {
                byte blue = rgb[i];
                rgb[i] = rgb[i + 2];
                rgb[i + 2] = blue;
            }
            return new RgbImage(width, height, rgb);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableImageException("a damaged image");
        } finally {
            reader.dispose();
        }
    }
}
