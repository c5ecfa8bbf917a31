package dev.framewatch.desk.post;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A post, in one format for all platforms.
 *
 * @param platform platform in lower case: tiktok, youtube, web, file
 * @param id stable id on the platform
 * @param page URL of the post; null if it has no page
 * @param author author of the post
 * @param caption original text, or empty
 * @param hashtags without the hash sign
 * @param postedAt time of posting; null if unknown
 * @param counters as of now
 * @param media location of its images or video
 * @param metadata metadata as received: JSON, XML or a line of CSV
 */
public record Post(
        String platform,
        String id,
        @Nullable URI page,
        Author author,
        String caption,
        List<String> hashtags,
        @Nullable Instant postedAt,
        Counters counters,
        PostMedia media,
        String metadata) {
    /** Earlier than any platform. */
    private static final Instant EARLIEST = Instant.parse("1995-01-01T00:00:00Z");

    /** Clocks differ, and some sites write local time as UTC. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private static final int MAX_ID_CHARS = 500;
    private static final int MAX_PLATFORM_CHARS = 40;

    public Post {
        platform = platform.toLowerCase(Locale.ROOT);
        if (!platform.matches("[a-z0-9][a-z0-9._-]*") || platform.length() > MAX_PLATFORM_CHARS) {
            throw new IllegalArgumentException("invalid platform '" + platform + "'");
        }
        if (id.isBlank() || id.length() > MAX_ID_CHARS) {
            throw new IllegalArgumentException(
                    "a post's id must have 1 to %d characters, not %d"
                            .formatted(MAX_ID_CHARS, id.length()));
        }
        hashtags = List.copyOf(hashtags);
    }

    /** Returns the unique key of the post. */
    public String key() {
        return platform + ":" + id;
    }

    /** Returns this post without its date if that is before 1995 or more than a day ahead. */
    public Post withPlausibleDate(Instant now) {
        boolean plausible =
                postedAt == null
                        || (!postedAt.isBefore(EARLIEST) && !postedAt.isAfter(now.plus(TOLERANCE)));
        return plausible
                ? this
                : new Post(
                        platform, id, page, author, caption, hashtags, null, counters, media,
                        metadata);
    }

    /**
     * Author of a post; empty strings if unknown.
     *
     * @param id account id on the platform
     * @param name display name
     */
    public record Author(String id, String name) {
        public static final Author UNKNOWN = new Author("", "");
    }

    /** Engagement counters of the platform; null if unknown. */
    public record Counters(
            @Nullable Long views,
            @Nullable Long likes,
            @Nullable Long shares,
            @Nullable Long comments) {
        public static final Counters UNKNOWN = new Counters(null, null, null, null);
    }
}
