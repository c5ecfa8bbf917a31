package dev.framewatch.video;

import dev.framewatch.file.BoundedFile;
import dev.framewatch.video.decoder.MediaType;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
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
import java.util.List;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Reads and writes image files. They are decoded in {@linkplain StillDecoders decoder processes}:
 * JPEG, PNG, WebP, GIF, BMP and TIFF by Java, and HEIC, AVIF, JPEG 2000 and SVG like a video. Their
 * type is detected by content.
 */
public final class ImageFiles {
    private static final long MAX_BYTES = 256L << 20;

    /** Extensions of the formats that Java has no readers for. */
    private static final Set<String> DECODED_LIKE_VIDEO =
            Set.of(".heic", ".avif", ".jp2", ".j2k", ".svg");

    private static final float JPEG_QUALITY = 0.92f;

    static {
        ImageIO.setUseCache(false);
    }

    private ImageFiles() {}

    /**
     * Reads an image as 8-bit RGB: rotated according to its EXIF orientation, greyscale and
     * palettes converted, 16 bits reduced to 8, transparency composited over white, or over black
     * if the visible pixels are light. Of an animated image, the first frame.
     *
     * @throws UnreadableImageException if the file is missing, damaged, truncated, too large, not
     *     an image, or contains several
     */
    public static RgbImage read(Path file) throws UnreadableImageException {
        checkReadable(file);
        List<Integer> pages = pages(file);
        if (pages.size() > 1) {
            throw new UnreadableImageException(
                    "it has %d pages; save each as an image of its own".formatted(pages.size()));
        }
        int page = pages.getFirst();
        return StillDecoders.SHARED
                .read(decoder -> decoder.readImage(file, page, Integer.MAX_VALUE))
                .image();
    }

    /**
     * Returns the indices of the pages of an image file: one, except of TIFF documents; index 0 if
     * it cannot be read, since reading it reports why.
     *
     * @throws UnreadableImageException if there are too many pages
     */
    static List<Integer> pages(Path file) throws UnreadableImageException {
        try {
            return MediaType.of(file).extension().equals(".tif")
                    ? TiffPages.of(readBytes(file))
                    : List.of(0);
        } catch (IOException _) {
            return List.of(0);
        }
    }

    /**
     * Reads an image file from memory.
     *
     * @throws UnreadableImageException as {@link #read(Path)} does
     */
    public static RgbImage read(byte[] bytes) throws UnreadableImageException {
        return isDecodedLikeVideo(MediaType.ofContent(bytes))
                ? readCopy(bytes)
                : StillDecoders.SHARED.read(decoder -> decoder.readImage(bytes)).image();
    }

    /** Returns whether an image is opened like a video, of which it is the only frame. */
    static boolean isDecodedLikeVideo(MediaType type) {
        return DECODED_LIKE_VIDEO.contains(type.extension());
    }

    private static RgbImage readCopy(byte[] bytes) throws UnreadableImageException {
        try {
            Path copy = Files.createTempFile("image", ".tmp");
            try {
                Files.write(copy, bytes);
                return read(copy);
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UnreadableImageException("cannot be copied: " + e.getMessage());
        }
    }

    /**
     * Checks that a file can be opened and is neither empty nor too large for an image.
     *
     * @throws UnreadableImageException if not
     */
    static void checkReadable(Path file) throws UnreadableImageException {
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
            if (!Files.isReadable(file)) {
                throw new UnreadableImageException("permission denied");
            }
        } catch (NoSuchFileException e) {
            throw new UnreadableImageException("no such file");
        } catch (AccessDeniedException e) {
            throw new UnreadableImageException("permission denied");
        } catch (IOException e) {
            throw new UnreadableImageException("cannot be opened: " + e.getMessage());
        }
    }

    static byte[] readBytes(Path file) throws UnreadableImageException {
        checkReadable(file);
        try {
            return BoundedFile.bytes(file, MAX_BYTES);
        } catch (IOException e) {
            throw new UnreadableImageException("cannot be opened: " + e.getMessage());
        }
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
