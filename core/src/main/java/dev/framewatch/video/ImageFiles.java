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

/** Picture files: JPEG, PNG, WebP, GIF (its first picture) and BMP, told apart by content. */
public final class ImageFiles {
    /** Width times height above which a picture is refused: the area of 8192x8192. */
    public static final long MAX_PIXELS = 8192L * 8192;

    private static final long MAX_BYTES = 256L << 20;

    /** Larger pictures are read with only every second, third, … pixel: no face needs more. */
    private static final long FULL_DETAIL_PIXELS = 24_000_000;

    private static final Set<String> FORMATS = Set.of("jpeg", "png", "webp", "gif", "bmp");
    private static final float JPEG_QUALITY = 0.92f;

    static {
        ImageIO.setUseCache(false);
    }

    private ImageFiles() {}

    /**
     * Reads a picture upright (as its EXIF orientation says), grey and palettes as RGB, 16 bits as
     * 8, transparency over white.
     *
     * @throws UnreadableImageException when it is missing, damaged, cut off, too large or no
     *     picture
     */
    public static RgbImage read(Path file) throws UnreadableImageException {
        return read(bytes(file));
    }

    /**
     * Reads a picture file that is in memory already.
     *
     * @throws UnreadableImageException as {@link #read(Path)}
     */
    public static RgbImage read(byte[] bytes) throws UnreadableImageException {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(in, bytes);
            try {
                reader.setInput(in, true, false);
                BufferedImage image = read(reader);
                return ExifOrientation.of(PixelFormats.rgb(image), exifOrientation(bytes));
            } finally {
                reader.dispose();
            }
        } catch (IIOException e) {
            throw new UnreadableImageException("the picture is damaged: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            // Readers fail on hostile bytes in all kinds of ways, each of which means the same.
            throw new UnreadableImageException("the picture is damaged: " + e);
        }
    }

    private static byte[] bytes(Path file) throws UnreadableImageException {
        try {
            if (Files.isDirectory(file)) {
                throw new UnreadableImageException("it is a folder");
            }
            long size = Files.size(file);
            if (!Files.isRegularFile(file) || size > MAX_BYTES) {
                throw new UnreadableImageException(
                        size > MAX_BYTES ? "it is larger than 256 MB" : "it is not a file");
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
            throw new UnreadableImageException("it cannot be opened: " + e.getMessage());
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
                "not a picture Framewatch reads: it looks like it is " + FileType.describe(head));
    }

    private static BufferedImage read(ImageReader reader)
            throws IOException, UnreadableImageException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
            throw new UnreadableImageException(
                    "it is %dx%d pixels; the limit is the area of 8192x8192"
                            .formatted(reader.getWidth(0), reader.getHeight(0)));
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt((double) pixels / FULL_DETAIL_PIXELS));
        if (step > 1) {
            param.setSourceSubsampling(step, step, 0, 0);
        }
        boolean[] cutOff = {false};
        reader.addIIOReadWarningListener((_, warning) ->
                cutOff[0] |= warning.toLowerCase(Locale.ROOT).contains("premature"));
        BufferedImage image = reader.read(0, param);
        if (cutOff[0]) {
            throw new UnreadableImageException("the picture is cut off");
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
            return ExifOrientation.AS_STORED; // the picture itself may be sound all the same
        }
        return ExifOrientation.AS_STORED;
    }

    /** Whether a file's name says that it is a picture; only its content decides if it is. */
    static boolean isNamedAsPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return List.of(".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp").stream()
                .anyMatch(name::endsWith);
    }

    /** A picture as Java's graphics draw on it; its pixels are a copy. */
    public static BufferedImage image(RgbImage picture) {
        var image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = picture.rgb();
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return image;
    }

    /**
     * Writes a JPEG to a temporary name beside the file, syncs it and renames it, so that no half
     * of it is ever seen.
     *
     * @throws IOException when the folder is missing or not writable, or the disk is full
     */
    public static void writeJpeg(BufferedImage image, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is not the name of a file");
        }
        Path temporary = Files.createTempFile(folder, ".picture", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                encode(image, channel);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A picture as the bytes of a PNG file. */
    public static byte[] png(RgbImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image(picture), "png", bytes)) {
            throw new IOException("this Java writes no PNG files");
        }
        return bytes.toByteArray();
    }

    private static void encode(BufferedImage image, FileChannel channel) throws IOException {
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
