package dev.framewatch.video;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.framewatch.video.decoder.FileType;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads and writes image files. Reads JPEG, PNG, WebP, GIF (first image) and BMP, detected by
 * content.
 */
public final class ImageFiles {
    /** Maximum number of pixels of an image: the area of 8192x8192. */
    public static final long MAX_PIXELS = 8192L * 8192;

    private static final long MAX_BYTES = 256L << 20;

    /**
     * Number of pixels above which an image is subsampled by an integer step; faces need no more.
     */
    private static final long MAX_FULL_DETAIL_PIXELS = 24_000_000;

    private static final Set<String> FORMATS = Set.of("jpeg", "png", "webp", "gif", "bmp");
    private static final float JPEG_QUALITY = 0.92f;

    static {
        ImageIO.setUseCache(false);
    }

    private ImageFiles() {}

    /**
     * Reads an image as 8-bit RGB: rotated according to its EXIF orientation, greyscale and
     * palettes converted, 16 bits reduced to 8, transparency composited over white.
     *
     * @throws UnreadableImageException if the file is missing, damaged, truncated, too large or not
     *     an image
     */
    public static RgbImage read(Path file) throws UnreadableImageException {
        return read(readBytes(file));
    }

    /**
     * Reads an image file from memory.
     *
     * @throws UnreadableImageException as {@link #read(Path)} does
     */
    public static RgbImage read(byte[] bytes) throws UnreadableImageException {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(in, bytes);
            try {
                reader.setInput(in, true, false);
                BufferedImage image = read(reader);
                return ExifOrientation.apply(PixelFormats.toRgb(image), exifOrientation(bytes));
            } finally {
                reader.dispose();
            }
        } catch (IIOException e) {
            throw new UnreadableImageException("damaged image: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            // Malicious bytes make readers throw all kinds of exceptions.
            throw new UnreadableImageException("damaged image: " + e);
        }
    }

    private static byte[] readBytes(Path file) throws UnreadableImageException {
        try {
            if (Files.isDirectory(file)) {
                throw new UnreadableImageException("a folder, not a file");
            }
            long size = Files.size(file);
            if (!Files.isRegularFile(file) || size > MAX_BYTES) {
                throw new UnreadableImageException(
                        size > MAX_BYTES ? "larger than 256 MB" : "not a regular file");
            }
            if (size == 0) {
                throw new UnreadableImageException("empty file (0 bytes)");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnreadableImageException("no such file");
        } catch (AccessDeniedException e) {
            throw new UnreadableImageException("permission denied");
        } catch (IOException e) {
            throw new UnreadableImageException("cannot be opened: " + e.getMessage());
        }
    }

    private static ImageReader reader(ImageInputStream in, byte[] bytes)
            throws IOException, UnreadableImageException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
        }
        byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, FileType.HEAD_BYTES));
        throw new UnreadableImageException(
                "not a supported image: it appears to be " + FileType.describe(head));
    }

    private static BufferedImage read(ImageReader reader)
            throws IOException, UnreadableImageException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
            throw new UnreadableImageException(
                    "%dx%d pixels exceed the limit (the area of 8192x8192)"
                            .formatted(reader.getWidth(0), reader.getHeight(0)));
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt((double) pixels / MAX_FULL_DETAIL_PIXELS));
        if (step > 1) {
            param.setSourceSubsampling(step, step, 0, 0);
        }
        boolean[] truncated = {false};
        reader.addIIOReadWarningListener((_, warning) ->
                truncated[0] |= warning.toLowerCase(Locale.ROOT).contains("premature"));
        BufferedImage image = reader.read(0, param);
        if (truncated[0]) {
            throw new UnreadableImageException("the image is truncated");
        }
        return image;
    }

    private static int exifOrientation(byte[] bytes) {
        try {
            var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes));
            for (var exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
                Integer orientation = exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
                if (orientation != null) {
                    return orientation;
                }
            }
        } catch (ImageProcessingException | IOException e) {
            return ExifOrientation.NORMAL; // damaged metadata does not imply a damaged image
        }
        return ExifOrientation.NORMAL;
    }

    /** Returns whether a file name has an image extension; the content is not checked. */
    static boolean hasImageExtension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return List.of(".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp").stream()
                .anyMatch(name::endsWith);
    }

    /** Converts an image to a {@link BufferedImage}, copying its pixels. */
    public static BufferedImage toBufferedImage(RgbImage rgbImage) {
        var image =
                new BufferedImage(
                        rgbImage.width(), rgbImage.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = rgbImage.rgb();
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return image;
    }

    /**
     * Writes a JPEG file atomically: to a temporary file in the same folder, which is synced and
     * renamed.
     *
     * @throws IOException if the folder is missing or not writable, or the disk is full
     */
    public static void writeJpeg(BufferedImage image, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is not a file name");
        }
        Path temporary = Files.createTempFile(folder, ".image", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                encodeJpeg(image, channel);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Returns an image encoded as PNG. */
    public static byte[] encodePng(RgbImage rgbImage) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(toBufferedImage(rgbImage), "png", bytes)) {
            throw new IOException("this Java runtime cannot write PNG files");
        }
        return bytes.toByteArray();
    }

    private static void encodeJpeg(BufferedImage image, FileChannel channel) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out =
                ImageIO.createImageOutputStream(Channels.newOutputStream(channel))) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
