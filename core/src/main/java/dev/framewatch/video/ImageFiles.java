package dev.framewatch.video;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.video.decoder.MediaType;
import dev.framewatch.video.decoder.MediaType.Kind;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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

/**
 * Reads and writes image files. Reads JPEG, PNG, WebP, GIF, BMP and TIFF with Java, and HEIC, AVIF,
 * JPEG 2000 and SVG in a decoder process, detected by content.
 */
public final class ImageFiles {
    /** Maximum number of pixels of an image: the area of 16384x16384. */
    public static final long MAX_PIXELS = 16384L * 16384;

    private static final long MAX_BYTES = 256L << 20;

    /** WebP is decoded as a whole, before it is subsampled. */
    private static final long MAX_WHOLE_PIXELS = 8192L * 8192;

    /**
     * Number of pixels above which an image is subsampled by an integer step; faces need no more.
     */
    private static final long MAX_FULL_DETAIL_PIXELS = 24_000_000;

    private static final Set<String> FORMATS =
            Set.of("jpeg", "png", "webp", "gif", "bmp", "tif", "tiff");

    /** Extensions of the formats that are left to a decoder process. */
    private static final Set<String> DECODED_IN_PROCESS =
            Set.of(".heic", ".avif", ".jp2", ".j2k", ".svg");

    /** Value of the TIFF tag "new subfile type": a smaller version of another image. */
    private static final int REDUCED_IMAGE = 1;

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
        List<Integer> pages = pages(file);
        if (pages.size() > 1) {
            throw new UnreadableImageException(
                    "it has %d pages; save each as an image of its own".formatted(pages.size()));
        }
        return readPage(file, pages.getFirst()).image();
    }

    /**
     * Returns the indices of the pages of an image file: one, except of TIFF documents; index 0 if
     * it cannot be read, since reading it reports why.
     *
     * @throws UnreadableImageException if there are too many pages
     */
    static List<Integer> pages(Path file) throws UnreadableImageException {
        try {
            return isTiff(MediaType.of(file)) ? TiffPages.of(readBytes(file)) : List.of(0);
        } catch (IOException _) {
            return List.of(0);
        }
    }

    /**
     * Reads a page of an image file.
     *
     * @param page one of {@link #pages}
     * @throws UnreadableImageException as {@link #read(Path)} does
     */
    static StillImage readPage(Path file, int page) throws UnreadableImageException {
        byte[] bytes = readBytes(file);
        MediaType type = type(bytes);
        return isDecodedInProcess(type)
                ? StillDecoder.read(file)
                : new StillImage(read(bytes, type, page), "");
    }

    /**
     * Reads an image file from memory.
     *
     * @throws UnreadableImageException as {@link #read(Path)} does
     */
    public static RgbImage read(byte[] bytes) throws UnreadableImageException {
        MediaType type = type(bytes);
        return isDecodedInProcess(type) ? readCopy(bytes) : read(bytes, type, 0);
    }

    private static RgbImage read(byte[] bytes, MediaType type, int page)
            throws UnreadableImageException {
        try {
            if (type.kind() == Kind.VIDEO && type.extension().equals(".webp")) {
                return new AnimatedWebp(bytes).next();
            }
            if (isTiff(type) && isCameraRaw(bytes)) {
                throw new UnreadableImageException(
                        "a camera raw image, of which only the preview could be read: export it as"
                                + " JPEG or TIFF");
            }
            BufferedImage image = decode(bytes, page);
            return ExifOrientation.apply(PixelFormats.toRgb(image), exifOrientation(bytes));
        } catch (IOException | RuntimeException e) {
            throw new UnreadableImageException(damage(e));
        } catch (OutOfMemoryError e) { // of one array, by a size in the file
            throw new UnreadableImageException("it needs more memory than there is");
        }
    }

    /** Returns a message for users: malicious bytes make readers throw all kinds of exceptions. */
    static String damage(Exception e) {
        String detail = e.getMessage();
        return e instanceof IIOException && detail != null && !detail.isBlank()
                ? "damaged image: " + detail.strip()
                : "damaged image";
    }

    private static boolean isTiff(MediaType type) {
        return type.extension().equals(".tif");
    }

    private static boolean isDecodedInProcess(MediaType type) {
        return DECODED_IN_PROCESS.contains(type.extension());
    }

    private static MediaType type(byte[] bytes) {
        return MediaType.of(Arrays.copyOf(bytes, Math.min(bytes.length, MediaType.HEAD_BYTES)));
    }

    private static RgbImage readCopy(byte[] bytes) throws UnreadableImageException {
        try {
            Path copy = Files.createTempFile("image", ".tmp");
            try {
                Files.write(copy, bytes);
                return StillDecoder.read(copy).image();
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UnreadableImageException("cannot be copied: " + e.getMessage());
        }
    }

    /** Decodes an image with its transparency, as it is stored. */
    static BufferedImage decode(byte[] bytes) throws IOException, UnreadableImageException {
        return decode(bytes, 0);
    }

    private static BufferedImage decode(byte[] bytes, int page)
            throws IOException, UnreadableImageException {
        if (isTruncatedWebp(bytes)) {
            throw new UnreadableImageException("the image is truncated");
        }
        try (ImageInputStream in = new ImageBytes(bytes)) {
            ImageReader reader = reader(in, bytes);
            try {
                reader.setInput(in, page == 0, false);
                return read(reader, page);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Returns whether there is less than a WebP file states (RFC 9649, section 2.4). */
    private static boolean isTruncatedWebp(byte[] bytes) {
        return bytes.length >= 12
                && new String(bytes, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF")
                && 8 + (long) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4)
                        > bytes.length;
    }

    static byte[] readBytes(Path file) throws UnreadableImageException {
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
            return BoundedFile.bytes(file, MAX_BYTES);
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
        MediaType type = type(bytes);
        throw new UnreadableImageException(
                type.isSupported() && type.kind() == Kind.IMAGE
                        ? "damaged image: its header cannot be read"
                        : "not a supported image: it appears to be " + type.description());
    }

    private static BufferedImage read(ImageReader reader, int page)
            throws IOException, UnreadableImageException {
        long pixels = (long) reader.getWidth(page) * reader.getHeight(page);
        boolean whole = reader.getFormatName().equalsIgnoreCase("webp");
        int side = whole ? 8192 : 16384;
        if (pixels > (whole ? MAX_WHOLE_PIXELS : MAX_PIXELS)) {
            throw new UnreadableImageException(
                    "%dx%d pixels exceed the limit (the area of %dx%d)"
                            .formatted(reader.getWidth(page), reader.getHeight(page), side, side));
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt((double) pixels / MAX_FULL_DETAIL_PIXELS));
        if (step > 1) {
            param.setSourceSubsampling(step, step, 0, 0);
        }
        boolean[] truncated = {false};
        reader.addIIOReadWarningListener((_, warning) ->
                truncated[0] |= warning.toLowerCase(Locale.ROOT).contains("premature"));
        BufferedImage image = reader.read(page, param);
        if (truncated[0]) {
            throw new UnreadableImageException("the image is truncated");
        }
        return image;
    }

    /** Camera raw files are TIFF files whose first image is a preview. */
    private static boolean isCameraRaw(byte[] bytes) {
        return exif(bytes, ExifDirectoryBase.TAG_NEW_SUBFILE_TYPE) == REDUCED_IMAGE
                || new String(bytes, 8, 2, StandardCharsets.ISO_8859_1).equals("CR");
    }

    private static int exifOrientation(byte[] bytes) {
        int orientation = exif(bytes, ExifDirectoryBase.TAG_ORIENTATION);
        return orientation < 0 ? ExifOrientation.NORMAL : orientation;
    }

    /** Returns a number among the metadata of the main image; -1 if there is none. */
    private static int exif(byte[] bytes, int tag) {
        try {
            var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes));
            for (var exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
                Integer value = exif.getInteger(tag);
                if (value != null) {
                    return value;
                }
            }
        } catch (ImageProcessingException | IOException e) {
            return -1; // damaged metadata does not imply a damaged image
        }
        return -1;
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
