package dev.framewatch.desk.source.feed;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed entry in a common format.
 *
 * @param id id in the feed, or empty
 * @param page URL of the page; null if there is none
 * @param author name of the author, or empty
 * @param title plain text, or empty
 * @param text plain text or HTML, or empty
 * @param tags tags as written in the feed
 * @param publishedAt publication time; null if unknown
 * @param views number of views; null if unknown
 * @param enclosures enclosures in the order of the feed
 * @param source the entry's XML or JSON, as received
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
