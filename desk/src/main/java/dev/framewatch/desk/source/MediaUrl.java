package dev.framewatch.desk.source;

import dev.framewatch.desk.post.PostMedia;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What lies at an address, as far as its name tells. */
public final class MediaUrl {
    private static final Set<String> VIDEO_EXTENSIONS =
            Set.of(
                    "mp4", "m4v", "mov", "webm", "mkv", "gif", "3gp", "avi", "ts", "mpg", "mpeg",
                    "flv");
    private static final Set<String> IMAGE_EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp", "bmp");

    private MediaUrl() {}

    /** A video or a picture; everything else is a page that yt-dlp may know how to read. */
    public static PostMedia of(URI address) {
        if (isVideo(address)) {
            return new PostMedia.At(address);
        }
        return isImage(address)
                ? new PostMedia.Stills(List.of(address))
                : new PostMedia.OnPage(address);
    }

    public static boolean isVideo(URI address) {
        return isVideo(path(address));
    }

    public static boolean isImage(URI address) {
        return IMAGE_EXTENSIONS.contains(extension(path(address)));
    }

    /** Whether a file's name is that of a video. */
    public static boolean isVideo(String name) {
        return VIDEO_EXTENSIONS.contains(extension(name));
    }

    private static String path(URI address) {
        return Objects.requireNonNullElse(address.getPath(), "");
    }

    private static String extension(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
