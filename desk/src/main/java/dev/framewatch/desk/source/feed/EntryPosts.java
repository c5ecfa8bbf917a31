package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.MediaUrl;
import dev.framewatch.desk.source.PageIdentity;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Converts feed entries to posts. An entry with a video becomes that video; one with several images
 * and no video, a photo post; one with audio only, a post without media; for any other entry, the
 * page may show a video, which yt-dlp determines.
 */
final class EntryPosts {
    static final int MAX_ENTRIES = 1000;

    private static final int MAX_NOTES = 50;
    private static final int MAX_TAGS = 30;
    private static final int MAX_CAPTION_CHARS = 5000;
    private static final int MAX_SOURCE_CHARS = 1 << 16;

    private final URI feed;
    private final URI base;
    private final Map<String, Post> posts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int entryCount;

    /**
     * @param feed the configured URL of the feed, which scopes the ids of its entries
     * @param base the final URL of the feed, after redirects, against which its URLs are resolved
     */
    EntryPosts(URI feed, URI base) {
        this.feed = feed;
        this.base = base;
    }

    List<Post> posts() {
        return List.copyOf(posts.values());
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    String feedName() {
        return RedactedUrl.of(base);
    }

    void note(String text) {
        if (notes.size() < MAX_NOTES) {
            notes.add(text);
        }
    }

    /** Counts an entry and returns whether the limit was already reached. */
    boolean isFull() {
        if (entryCount == MAX_ENTRIES) {
            note("only the first %d entries were read".formatted(MAX_ENTRIES));
        }
        return entryCount++ >= MAX_ENTRIES;
    }

    /** Resolves a URL of the feed; returns null, with a note, if it is invalid. */
    @Nullable URI resolve(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UrlParser.of(text, base);
        } catch (AddressBlockedException e) {
            note(Objects.requireNonNullElse(e.getMessage(), "blocked a URL"));
            return null;
        }
    }

    void add(FeedEntry entry) {
        PostMedia media = media(entry);
        PageIdentity identity = identity(entry, media);
        if (identity == null) {
            note("skipped an entry without id, URL and title");
            return;
        }
        Post post =
                new Post(
                        identity.platform(),
                        identity.id(),
                        entry.page(),
                        new Post.Author("", entry.author().strip()),
                        caption(entry),
                        hashtags(entry.tags()),
                        entry.publishedAt(),
                        new Post.Counters(entry.views(), null, null, null),
                        media,
                        abbreviate(entry.source(), MAX_SOURCE_CHARS));
        posts.putIfAbsent(post.key(), post);
    }

    private static PostMedia media(FeedEntry entry) {
        List<Enclosure> videos = entry.enclosures().stream().filter(Enclosure::isVideo).toList();
        if (!videos.isEmpty()) {
            return new PostMedia.At(Enclosure.best(videos).orElseThrow().url());
        }
        List<URI> images =
                entry.enclosures().stream()
                        .filter(Enclosure::isImage)
                        .map(Enclosure::url)
                        .distinct()
                        .toList();
        if (images.size() > 1) {
            return new PostMedia.Stills(images);
        }
        if (entry.enclosures().stream().anyMatch(Enclosure::isStream)) {
            Enclosure stream =
                    entry.enclosures().stream()
                            .filter(Enclosure::isStream)
                            .findFirst()
                            .orElseThrow();
            return new PostMedia.OnPage(stream.url());
        }
        if (entry.enclosures().stream().anyMatch(Enclosure::isAudio)) {
            return new PostMedia.None("the entry has only audio");
        }
        if (entry.page() != null) {
            return MediaUrl.of(entry.page());
        }
        return images.isEmpty()
                ? new PostMedia.None("the entry has no video and no page")
                : new PostMedia.Stills(images);
    }

    /**
     * Returns the identity of an entry. Feeds are untrusted: an entry counts as a platform's post
     * only if the media are taken from that platform's page itself, so that no feed can substitute
     * other media for a post.
     */
    private @Nullable PageIdentity identity(FeedEntry entry, PostMedia media) {
        if (media instanceof PostMedia.OnPage(URI page) && page.equals(entry.page())) {
            PageIdentity identity = PageIdentity.of(page);
            if (!identity.platform().equals("web")) {
                return identity;
            }
        }
        String name =
                !entry.id().isBlank()
                        ? entry.id().strip()
                        : entry.page() != null
                                ? entry.page().toString()
                                : entry.enclosures().isEmpty()
                                        ? entry.title().strip()
                                        : entry.enclosures().getFirst().url().toString();
        return name.isEmpty() ? null : PageIdentity.web(feed.getHost() + " " + name);
    }

    private static String caption(FeedEntry entry) {
        String title = PlainText.of(entry.title());
        String text = PlainText.of(entry.text());
        boolean both = !title.isEmpty() && !text.isEmpty() && !text.startsWith(title);
        return abbreviate(
                both ? title + "\n" + text : text.isEmpty() ? title : text, MAX_CAPTION_CHARS);
    }

    private static List<String> hashtags(List<String> tags) {
        return tags.stream()
                .map(tag -> tag.strip().replaceFirst("^#", ""))
                .filter(tag -> !tag.isEmpty() && tag.length() <= 100)
                .distinct()
                .limit(MAX_TAGS)
                .toList();
    }

    private static String abbreviate(String text, int maxChars) {
        return text.length() <= maxChars ? text : text.substring(0, maxChars - 1) + "…";
    }
}
