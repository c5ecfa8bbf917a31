package dev.framewatch.video.decoder;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes images with the readers that Java's ImageIO finds. */
final class JavaImageReader {
    /** Maximum number of pixels of an image: the area of 16384x16384. */
    private static final long MAX_PIXELS = 16384L * 16384;

    /** WebP is decoded as a whole, before it is subsampled. */
    private static final long MAX_WHOLE_PIXELS = 8192L * 8192;

    /**
     * Number of pixels above which an image is subsampled by an integer step; faces need no more.
     */
    private static final long MAX_FULL_DETAIL_PIXELS = 24_000_000;

    /** Reason for users when what a file states does not fit in memory. */
    static final String TOO_LITTLE_MEMORY = "it needs more memory than there is";

    private static final Set<String> FORMATS =
            Set.of("jpeg", "png", "webp", "gif", "bmp", "tif", "tiff");

    static {
        ImageIO.setUseCache(false);
    }

    private JavaImageReader() {}

    /**
     * Decodes an image with its transparency, as it is stored.
     *
     * @param page its index in the file
     * @param progress called while pixels are decoded
     * @throws IOException if it is damaged; readers throw unchecked exceptions as well
     */
    static BufferedImage decode(byte[] file, int page, Runnable progress)
            throws IOException, UnsupportedMediaException {
        if (isTruncatedWebp(file)) {
            throw new UnsupportedMediaException("the image is truncated");
        }
        try (ImageInputStream in = new ImageBytes(file)) {
            ImageReader reader = reader(in, file);
            try {
                reader.setInput(in, page == 0, false);
                return read(reader, page, progress);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Returns a message for users: malicious bytes make readers throw all kinds of exceptions. */
    static String damage(Exception e) {
        if (e.getCause() instanceof OutOfMemoryError) { // some readers catch it
            return TOO_LITTLE_MEMORY;
        }
        String detail = e.getMessage();
        return e instanceof IIOException && detail != null && !detail.isBlank()
                ? "damaged image: " + detail.strip()
                : "damaged image";
    }

    /** Returns whether there is less than a WebP file states (RFC 9649, section 2.4). */
    private static boolean isTruncatedWebp(byte[] file) {
        return file.length >= 12
                && new String(file, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF")
                && 8 + (long) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4)
                        > file.length;
    }

    private static ImageReader reader(ImageInputStream in, byte[] file)
            throws IOException, UnsupportedMediaException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
        }
        MediaType type = MediaType.ofContent(file);
        throw new UnsupportedMediaException(
                type.isSupported() && type.kind() == MediaType.Kind.IMAGE
                        ? "damaged image: its header cannot be read"
                        : "not a supported image: it appears to be " + type.description());
    }

    private static BufferedImage read(ImageReader reader, int page, Runnable progress)
            throws IOException, UnsupportedMediaException {
        long pixels = (long) reader.getWidth(page) * reader.getHeight(page);
        boolean whole = reader.getFormatName().equalsIgnoreCase("webp");
        int side = whole ? 8192 : 16384;
        if (pixels > (whole ? MAX_WHOLE_PIXELS : MAX_PIXELS)) {
            throw new UnsupportedMediaException(
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
        reader.addIIOReadProgressListener(new ReadProgress(progress));
        BufferedImage image = reader.read(page, param);
        if (truncated[0]) {
            throw new UnsupportedMediaException("the image is truncated");
        }
        return image;
    }
}
