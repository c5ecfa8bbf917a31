package dev.framewatch.web.media;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Media types of videos. Their content was checked when they were scanned, and named then. */
public final class VideoType {
    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION =
            Map.of(
                    "mp4", "video/mp4",
                    "m4v", "video/mp4",
                    "mov", "video/mp4", // what browsers play of it is the same
                    "webm", "video/webm",
                    "mkv", "video/webm",
                    "ogv", "video/ogg",
                    "gif", "image/gif");

    private VideoType() {}

    /** Returns the media type of a file by its extension; one that no browser opens if unknown. */
    public static String of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(name.substring(name.lastIndexOf('.') + 1), UNKNOWN);
    }
}
