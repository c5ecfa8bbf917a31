package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.source.MediaUrl;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A media file attached to a feed entry.
 *
 * @param url its URL
 * @param type media type or {@code medium} of Media RSS, in lower case; empty if unknown
 * @param bytes size in bytes; 0 if unknown
 * @param pixels width times height; 0 if unknown
 */
record Enclosure(URI url, String type, long bytes, long pixels) {
    /** Larger files are chosen only if there are no smaller ones. */
    private static final long MAX_BYTES = 512L << 20;

    private static final long MAX_PIXELS = 1920L * 1920;
    private static final List<String> STREAM_TYPES =
            List.of(
                    "application/vnd.apple.mpegurl",
                    "application/x-mpegurl",
                    "application/dash+xml");

    Enclosure {
        type = type.strip().toLowerCase(Locale.ROOT);
    }

    boolean isVideo() {
        return type.startsWith("video") || (!isSpecific() && MediaUrl.isVideo(url));
    }

    boolean isImage() {
        return type.startsWith("image") || (!isSpecific() && MediaUrl.isImage(url));
    }

    boolean isAudio() {
        return type.startsWith("audio");
    }

    /** Returns whether it is an HLS or DASH playlist, which requires yt-dlp. */
    boolean isStream() {
        return STREAM_TYPES.contains(type);
    }

    /**
     * Returns whether the type is specific; many feeds declare everything as
     * application/octet-stream.
     */
    private boolean isSpecific() {
        return !type.isEmpty() && !type.startsWith("application/");
    }

    private boolean isWithinLimits() {
        return bytes <= MAX_BYTES && pixels <= MAX_PIXELS;
    }

    /** Returns the largest video within the limits, or the smallest one if all exceed them. */
    static Optional<Enclosure> best(List<Enclosure> videos) {
        Comparator<Enclosure> bySize =
                Comparator.comparingLong(Enclosure::pixels).thenComparingLong(Enclosure::bytes);
        Optional<Enclosure> withinLimits =
                videos.stream().filter(Enclosure::isWithinLimits).max(bySize);
        return withinLimits.isPresent() ? withinLimits : videos.stream().min(bySize);
    }
}
