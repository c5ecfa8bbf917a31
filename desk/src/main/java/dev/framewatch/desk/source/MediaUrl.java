package dev.framewatch.desk.source;

import dev.framewatch.desk.post.PostMedia;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Classifies URLs by their file name extension. */
public final class MediaUrl {
    private static final Set<String> VIDEO_EXTENSIONS =
            Set.of(
                    "mp4", "m4v", "mov", "qt", "webm", "mkv", "gif", "3gp", "3g2", "avi", "ts",
                    "mts", "m2ts", "mpg", "mpeg", "flv", "f4v", "wmv", "ogv");
    private static final Set<String> IMAGE_EXTENSIONS =
            Set.of(
                    "jpg", "jpeg", "jfif", "png", "webp", "bmp", "heic", "heif", "avif", "tif",
                    "tiff", "jp2", "svg");

    private MediaUrl() {}

    /** Returns a video or an image; anything else is a page that yt-dlp may be able to read. */
    public static PostMedia of(URI url) {
        if (isVideo(url)) {
            return new PostMedia.At(url);
        }
        return isImage(url) ? new PostMedia.Stills(List.of(url)) : new PostMedia.OnPage(url);
    }

    public static boolean isVideo(URI url) {
        return isVideo(path(url));
    }

    public static boolean isImage(URI url) {
        return IMAGE_EXTENSIONS.contains(extension(path(url)));
    }

    /** Returns whether a file name is that of a video. */
    public static boolean isVideo(String name) {
        return VIDEO_EXTENSIONS.contains(extension(name));
    }

    private static String path(URI url) {
        return Objects.requireNonNullElse(url.getPath(), "");
    }

    private static String extension(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
