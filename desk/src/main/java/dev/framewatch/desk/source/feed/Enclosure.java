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
 * @param address where
 * @param type its media type or the {@code medium} of Media RSS, in lower case; empty where the
 *     feed does not say
 * @param bytes 0 where the feed does not say
 * @param pixels width times height; 0 where the feed does not say
 */
record Enclosure(URI address, String type, long bytes, long pixels) {
    /** Larger ones are taken only if there is nothing smaller. */
    private static final long MAX_BYTES = 512L << 20;

    private static final long MAX_PIXELS = 1920L * 1920;
    private static final List<String> STREAMS =
            List.of(
                    "application/vnd.apple.mpegurl",
                    "application/x-mpegurl",
                    "application/dash+xml");

    Enclosure {
        type = type.strip().toLowerCase(Locale.ROOT);
    }

    boolean isVideo() {
        return type.startsWith("video") || (!isKnown() && MediaUrl.isVideo(address));
    }

    boolean isPicture() {
        return type.startsWith("image") || (!isKnown() && MediaUrl.isPicture(address));
    }

    boolean isSound() {
        return type.startsWith("audio");
    }

    /** A playlist of pieces, which only yt-dlp puts together. */
    boolean isStream() {
        return STREAMS.contains(type);
    }

    /** Many feeds call everything a file of bytes. */
    private boolean isKnown() {
        return !type.isEmpty() && !type.startsWith("application/");
    }

    private boolean isModest() {
        return bytes <= MAX_BYTES && pixels <= MAX_PIXELS;
    }

    /** The largest video that is not too large; the smallest where all are. */
    static Optional<Enclosure> best(List<Enclosure> videos) {
        Comparator<Enclosure> bySize =
                Comparator.comparingLong(Enclosure::pixels).thenComparingLong(Enclosure::bytes);
        Optional<Enclosure> modest = videos.stream().filter(Enclosure::isModest).max(bySize);
        return modest.isPresent() ? modest : videos.stream().min(bySize);
    }
}
