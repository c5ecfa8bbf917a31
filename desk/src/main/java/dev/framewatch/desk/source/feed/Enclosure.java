package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.source.MediaUrl;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that an entry of a feed brings along.
 *
 * @param url where
 * @param type its media type or the {@code medium} of Media RSS, in lower case; empty where the
 *     feed does not say
 * @param bytes 0 where the feed does not say
 * @param pixels width times height; 0 where the feed does not say
 */
record Enclosure(URI url, String type, long bytes, long pixels) {
    /** Larger ones are taken only if there is nothing smaller. */
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

    /** A playlist of pieces, which only yt-dlp puts together. */
    boolean isStream() {
        return STREAM_TYPES.contains(type);
    }

    /** Many feeds call everything a file of bytes. */
    private boolean isSpecific() {
        return !type.isEmpty() && !type.startsWith("application/");
    }

    private boolean isWithinLimits() {
        return bytes <= MAX_BYTES && pixels <= MAX_PIXELS;
    }

    /** The largest video that is not too large; the smallest where all are. */
    static Optional<Enclosure> best(List<Enclosure> videos) {
        Comparator<Enclosure> bySize =
                Comparator.comparingLong(Enclosure::pixels).thenComparingLong(Enclosure::bytes);
        Optional<Enclosure> modest = videos.stream().filter(Enclosure::isWithinLimits).max(bySize);
        return modest.isPresent() ? modest : videos.stream().min(bySize);
    }
}
