package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.SourceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads feeds that a test writes, as if they had come from a server. */
final class Feeds {
    static final URI ADDRESS = URI.create("https://site.example/feeds/all.xml");

    private Feeds() {}

    /** What one poll of a source named "news" returned. */
    record Polled(List<Post> posts, List<String> notes, FeedCursor cursor) {}

    static Polled poll(String feed) throws SourceException {
        return poll(feed, FeedCursor.parse(""));
    }

    static Polled poll(String feed, FeedCursor previous) throws SourceException {
        return poll(feed.getBytes(StandardCharsets.UTF_8), null, previous);
    }

    static Polled poll(byte[] body, @Nullable String contentType) throws SourceException {
        return poll(body, contentType, FeedCursor.parse(""));
    }

    private static Polled poll(byte[] body, @Nullable String contentType, FeedCursor previous)
            throws SourceException {
        FeedEntries entries = new FeedEntries(ADDRESS);
        if (body.length > 0 && body[0] == '{') {
            new JsonFeed(entries).read(body);
        } else {
            new XmlFeed(entries).read(XmlText.of(body, contentType));
        }
        EntryPosts posts = new EntryPosts(entries, ADDRESS.getHost(), "news", previous);
        FeedCursor cursor = posts.next(FeedCursor.parse(""));
        return new Polled(posts.posts(), entries.notes(), FeedCursor.parse(cursor.serialize()));
    }

    /** Returns RSS 2.0 with the given items and the usual namespaces. */
    static String rss(String... items) {
        return """
        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
             xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
             xmlns:podcast="https://podcastindex.org/namespace/1.0">
        <channel><title>News</title>%s</channel></rss>
        """
                .formatted(String.join("\n", items));
    }
}
