package dev.framewatch.desk.source.feed;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a feed, whatever its format.
 *
 * @param id as the feed names it, or empty
 * @param page null where there is none
 * @param author a name, or empty
 * @param title plain text, or empty
 * @param text plain text or HTML, or empty
 * @param tags as the feed writes them
 * @param publishedAt null where the feed does not say
 * @param views null where the feed does not say
 * @param enclosures in the order of the feed
 * @param source as received
 */
record FeedEntry(
        String id,
        @Nullable URI page,
        String author,
        String title,
        String text,
        List<String> tags,
        @Nullable Instant publishedAt,
        @Nullable Long views,
        List<Enclosure> enclosures,
        String source) {}
