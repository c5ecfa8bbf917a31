package dev.framewatch.video.decoder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Type of a file, detected from its first bytes. Its name counts only if they are not those of any
 * known format, so that a damaged video is reported as a video that cannot be read.
 *
 * @param kind what to do with it
 * @param isSupported whether the format can be read, if the file is not damaged
 * @param description a noun phrase that reads well after "it is", such as {@code "a ZIP archive"}
 * @param extension the usual file name extension of its format, with the dot; empty if unknown
 */
public record MediaType(Kind kind, boolean isSupported, String description, String extension) {
    /** Number of leading bytes that are needed for detection. */
    public static final int HEAD_BYTES = 4096;

    /** Description of an unrecognised type. */
    public static final String UNKNOWN = "in an unsupported format";

    /** What to do with a file. */
    public enum Kind {
        /** A video or animation, read by the decoder process. */
        VIDEO,
        /** A still image. */
        IMAGE,
        /** Sound, text or a system file, which contains no image. */
        NO_PICTURE,
        /** Cannot be read but may contain images: an archive, a document, an unknown format. */
        UNREAD
    }

    private static final MediaType UNFINISHED = unsupported(Kind.UNREAD, "an unfinished download");

    private static final Set<String> VIDEO_EXTENSIONS =
            Set.of(
                    "mp4", "m4v", "mov", "qt", "webm", "mkv", "gif", "3gp", "3g2", "avi", "ts",
                    "mts", "m2ts", "mpg", "mpeg", "vob", "flv", "f4v", "wmv", "asf", "ogv", "insv",
                    "rm", "rmvb", "mxf", "dv");

    private static final Set<String> IMAGE_EXTENSIONS =
            Set.of(
                    "jpg", "jpeg", "jpe", "jfif", "png", "apng", "webp", "bmp", "heic", "heif",
                    "hif", "avif", "tif", "tiff", "jp2", "j2k", "jpx", "jxl", "svg", "psd");

    private static final Set<String> ANIMATED_IMAGES = Set.of(".gif", ".png", ".webp");

    /** Video extensions that text files use as well. */
    private static final Set<String> AMBIGUOUS_EXTENSIONS = Set.of("ts", "mts", "dv", "rm");

    private static final Set<String> UNFINISHED_EXTENSIONS =
            Set.of("part", "crdownload", "download", "partial", "tmp", "temp");

    private static final Set<String> SYSTEM_FILES =
            Set.of("thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r");

    /**
     * Returns the type of a file, from its first bytes and its name.
     *
     * @throws IOException if the file cannot be read
     */
    public static MediaType of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(String.valueOf(file.getFileName()), in.readNBytes(HEAD_BYTES));
        }
    }

    /** Returns the type of a file, from its name and its first {@link #HEAD_BYTES} bytes. */
    public static MediaType of(String fileName, byte[] head) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        if (UNFINISHED_EXTENSIONS.contains(extension) && name.length() > extension.length()) {
            return UNFINISHED;
        }
        if (SYSTEM_FILES.contains(name)) {
            return unsupported(Kind.NO_PICTURE, "a system file");
        }
        MediaType byContent = of(head);
        boolean text = byContent.kind == Kind.NO_PICTURE && head.length > 0;
        if (byContent.kind == Kind.VIDEO
                || byContent.kind == Kind.IMAGE
                || (text && AMBIGUOUS_EXTENSIONS.contains(extension))) {
            return byContent;
        }
        if (VIDEO_EXTENSIONS.contains(extension)) {
            return new MediaType(Kind.VIDEO, true, byContent.description, "." + extension);
        }
        return IMAGE_EXTENSIONS.contains(extension)
                ? new MediaType(Kind.IMAGE, true, byContent.description, "." + extension)
                : byContent;
    }

    /** Returns the type of a file, from its content alone. */
    public static MediaType ofContent(byte[] file) {
        return of(Arrays.copyOf(file, Math.min(file.length, HEAD_BYTES)));
    }

    /** Returns the type of a file, from its first {@link #HEAD_BYTES} bytes alone. */
    public static MediaType of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        for (MediaSignature signature : MediaSignature.ALL) {
            if (signature.matches(text)) {
                return signature.type();
            }
        }
        if (head.length == 0) {
            return unsupported(Kind.NO_PICTURE, "empty");
        }
        return MediaSignature.isText(text)
                ? unsupported(Kind.NO_PICTURE, "plain text")
                : unsupported(Kind.UNREAD, UNKNOWN);
    }

    private static MediaType unsupported(Kind kind, String description) {
        return new MediaType(kind, false, description, "");
    }

    /** Returns whether a file of this name is a video, whatever its content. */
    public static boolean isVideoName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return VIDEO_EXTENSIONS.contains(extension) && !AMBIGUOUS_EXTENSIONS.contains(extension);
    }

    /** Returns whether it is still being downloaded, by its name. */
    public boolean isUnfinished() {
        return equals(UNFINISHED);
    }

    /** Returns whether it is an image, still or animated. */
    public boolean isImage() {
        return kind == Kind.IMAGE || isAnimatedImage(extension);
    }

    /** Returns whether videos with this file name extension are animated images. */
    public static boolean isAnimatedImage(String extension) {
        return ANIMATED_IMAGES.contains(extension);
    }
}
