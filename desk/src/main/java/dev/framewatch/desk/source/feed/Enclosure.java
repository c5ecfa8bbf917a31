package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.source.MediaUrl;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A media file attached to a feed entry.
 *
 * @param url its URL
 * @param type media type or {@code medium} of Media RSS, in lower case; empty if unknown
 * @param bytes size in bytes; 0 if unknown
 * @param width width in pixels; 0 if unknown
 * @param height height in pixels; 0 if unknown
 * @param group name of the group of files that the feed declares to be versions of each other;
 *     empty if it declares none
 */
record Enclosure(URI url, String type, long bytes, long width, long height, String group) {
    /** Larger files are chosen only if there are no smaller ones. */
    private static final long MAX_BYTES = 512L << 20;

    private static final long MAX_PIXELS = 1920L * 1920;
    private static final List<String> STREAM_TYPES =
            List.of(
                    "application/vnd.apple.mpegurl",
                    "application/x-mpegurl",
                    "application/dash+xml");
    private static final Pattern AVATAR =
            Pattern.compile("(?i)gravatar\\.com|(^|[/_.-])(avatars?|profile_images)([/_.-]|$)");

    /** What content servers put into the path of a resized copy. */
    private static final Pattern SIZE =
            Pattern.compile(
                    "(?<![a-z0-9])(\\d{2,5}x\\d{2,5}|[wh][_-]?\\d{2,4}|\\d{2,4}(w|px)|(width|height|size)[_=-]?\\d{2,4}"
                        + "|scaled|thumb|thumbnail|small|medium|large|original|full|preview"
                        + "|(?<=/)([1-9]\\d\\d|1[0-8]\\d\\d|2[1-9]\\d\\d|[3-9]\\d{3})(?=/))(?![a-z0-9])");

    private static final Pattern SIZE_PARAMETER =
            Pattern.compile(
                    "(?i)(w|h|width|height|q|quality|fit|auto|size|resize|format|crop|dpr|strip|ssl)=.*");

    Enclosure {
        type = type.strip().toLowerCase(Locale.ROOT);
    }

    boolean isVideo() {
        return type.startsWith("video") || (!isSpecific() && MediaUrl.isVideo(url));
    }

    /** Returns whether it is an image of the post, not of its author. */
    boolean isImage() {
        boolean image = type.startsWith("image") || (!isSpecific() && MediaUrl.isImage(url));
        return image && !AVATAR.matcher(url.getHost() + url.getPath()).find();
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

    /**
     * Returns a key that versions of one image or video share: their group, or what their URLs have
     * in common apart from file format and size.
     */
    String content() {
        if (!group.isEmpty()) {
            return group;
        }
        String path = Objects.requireNonNullElse(url.getPath(), "").toLowerCase(Locale.ROOT);
        String name = path.replaceFirst("\\.[a-z0-9]{2,5}$", "");
        String sized = SIZE.matcher(name.replaceFirst("@\\dx$", "")).replaceAll("");
        for (long size : new long[] {width, height}) {
            sized = sized.replaceAll("(?<!\\d)" + (size == 0 ? "(?!)" : size) + "(?!\\d)", "");
        }
        String shortened =
                sized.replaceAll("(?<![_-])[_-]+(?=/|$)|(?<=/)[_-]+", "").replaceAll("/{2,}", "/");
        return url.getHost() + shortened + (name.equals(path) ? "?" + otherParameters() : "");
    }

    /** Returns the parameters that may identify the file of a URL without a file name. */
    private String otherParameters() {
        return Stream.of(Objects.requireNonNullElse(url.getQuery(), "").split("&"))
                .filter(parameter -> !SIZE_PARAMETER.matcher(parameter).matches())
                .collect(Collectors.joining("&"));
    }

    private long pixels() {
        return width * height;
    }

    private boolean isWithinLimits() {
        return bytes <= MAX_BYTES && pixels() <= MAX_PIXELS;
    }

    /** Returns the largest file within the limits, or the smallest one if all exceed them. */
    static Optional<Enclosure> best(List<Enclosure> files) {
        Comparator<Enclosure> bySize =
                Comparator.comparingLong(Enclosure::pixels).thenComparingLong(Enclosure::bytes);
        Optional<Enclosure> withinLimits =
                files.stream().filter(Enclosure::isWithinLimits).max(bySize);
        return withinLimits.isPresent() ? withinLimits : files.stream().min(bySize);
    }
}
