package dev.framewatch.desk.feed;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What lies at an address, as far as its name tells. */
final class MediaAddress {
    private static final Set<String> VIDEOS =
            Set.of(
                    "mp4", "m4v", "mov", "webm", "mkv", "gif", "3gp", "avi", "ts", "mpg", "mpeg",
                    "flv");
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "webp", "bmp");

    private MediaAddress() {}

    /** A video or a picture; everything else is a page that yt-dlp may know how to read. */
    static Media of(URI address) {
        if (isVideo(address)) {
            return new Media.At(address);
        }
        return isPicture(address) ? new Media.Stills(List.of(address)) : new Media.OnPage(address);
    }

    static boolean isVideo(URI address) {
        return isVideo(path(address));
    }

    static boolean isPicture(URI address) {
        return PICTURES.contains(ending(path(address)));
    }

    /** Whether a file's name is that of a video. */
    static boolean isVideo(String name) {
        return VIDEOS.contains(ending(name));
    }

    private static String path(URI address) {
        return Objects.requireNonNullElse(address.getPath(), "");
    }

    private static String ending(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
