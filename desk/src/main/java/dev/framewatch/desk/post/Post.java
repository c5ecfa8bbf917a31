package dev.framewatch.desk.post;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One item of a feed, in one shape whatever platform it comes from.
 *
 * @param platform where it was posted, in lower case: tiktok, youtube, web, file
 * @param id what the platform calls it; the same Post always has the same
 * @param page where a person can see it; null where there is no page
 * @param author who posted it
 * @param caption as written, or empty
 * @param hashtags without the hash sign
 * @param postedAt null where the feed does not say
 * @param counters as of now
 * @param media where its pictures are
 * @param metadata what the feed said, as received: JSON, XML or a line of CSV
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
    private static final int MAX_ID_CHARS = 500;
    private static final int MAX_PLATFORM_CHARS = 40;

    public Post {
        platform = platform.toLowerCase(Locale.ROOT);
        if (!platform.matches("[a-z0-9][a-z0-9._-]*") || platform.length() > MAX_PLATFORM_CHARS) {
            throw new IllegalArgumentException("a post's platform cannot be '" + platform + "'");
        }
        if (id.isBlank() || id.length() > MAX_ID_CHARS) {
            throw new IllegalArgumentException(
                    "a post's id has 1 to %d characters, not %d"
                            .formatted(MAX_ID_CHARS, id.length()));
        }
        hashtags = List.copyOf(hashtags);
    }

    /** What tells it from every other Post. */
    public String key() {
        return platform + ":" + id;
    }

    /**
     * Who posted something; empty where the feed does not say.
     *
     * @param id what the platform calls the account
     * @param name what people call it
     */
    public record Author(String id, String name) {
        public static final Author UNKNOWN = new Author("", "");
    }

    /** What the platform counted; null where it does not say. */
    public record Counters(
            @Nullable Long views,
            @Nullable Long likes,
            @Nullable Long shares,
            @Nullable Long comments) {
        public static final Counters UNKNOWN = new Counters(null, null, null, null);
    }
}
