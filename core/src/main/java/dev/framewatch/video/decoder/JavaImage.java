package dev.framewatch.video.decoder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads images in the formats that Java has readers for: JPEG, PNG, WebP, GIF, BMP and TIFF. */
final class JavaImage {
    private static final int MAX_BYTES = 256 << 20;

    private JavaImage() {}

    /**
     * Returns the content of an image file.
     *
     * @throws UnsupportedMediaException if it cannot be read, or is larger than 256 MB
     */
    static byte[] content(Path file) throws UnsupportedMediaException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnsupportedMediaException("larger than 256 MB");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnsupportedMediaException("cannot be opened: " + e.getMessage());
        }
    }

    /**
     * Decodes an image; of an animated one, the first frame.
     *
     * @param page its index in the file
     * @param progress called while pixels are decoded
     * @throws UnsupportedMediaException if it is damaged, truncated, too large, or not an image
     */
    static DecodedStill open(byte[] file, int page, int longestSide, Runnable progress)
            throws UnsupportedMediaException {
        try {
            return new DecodedStill("image", upright(file, page, progress).shrunkTo(longestSide));
        } catch (IOException | RuntimeException e) {
            throw new UnsupportedMediaException(JavaImageReader.damage(e));
        } catch (StackOverflowError e) {
            throw new UnsupportedMediaException("damaged image");
        } catch (OutOfMemoryError e) {
            throw new UnsupportedMediaException(JavaImageReader.TOO_LITTLE_MEMORY);
        }
    }

    private static RgbPixels upright(byte[] file, int page, Runnable progress)
            throws IOException, UnsupportedMediaException {
        MediaType type = MediaType.ofContent(file);
        if (type.kind() == MediaType.Kind.VIDEO && type.extension().equals(".webp")) {
            return new AnimatedWebp(file).next();
        }
        if (type.extension().equals(".tif") && ImageMetadata.isCameraRaw(file)) {
            throw new UnsupportedMediaException(
                    "a camera raw image, of which only the preview could be read: export it as"
                            + " JPEG or TIFF");
        }
        RgbPixels stored = PixelFormats.toRgb(JavaImageReader.decode(file, page, progress));
        return ExifOrientation.apply(stored, ImageMetadata.orientation(file));
    }
}
