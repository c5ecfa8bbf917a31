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
 * Makes Posts of a feed's entries. An entry with a video is that video; one with several pictures
 * and no video is a post in photo mode; one with sound only has nothing to look at; of any other
 * the page may show a video, which yt-dlp finds out.
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
     * @param feed the feed's address as it was given, which its entries are named after
     * @param base where it was found in the end, which its addresses may be relative to
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

    /** Whether there may be more. */
    boolean isFull() {
        if (entryCount == MAX_ENTRIES) {
            note("only the first %d entries were looked at".formatted(MAX_ENTRIES));
        }
        return entryCount++ >= MAX_ENTRIES;
    }

    /** An address within the feed; null, with a note, where it is none. */
    @Nullable URI resolve(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UrlParser.of(text, base);
        } catch (AddressBlockedException e) {
            note(Objects.requireNonNullElse(e.getMessage(), "refused an address"));
            return null;
        }
    }

    void add(FeedEntry entry) {
        PostMedia media = media(entry);
        PageIdentity identity = identity(entry, media);
        if (identity == null) {
            note("an entry has no id, no address and no title: left out");
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
        List<URI> pictures =
                entry.enclosures().stream()
                        .filter(Enclosure::isImage)
                        .map(Enclosure::url)
                        .distinct()
                        .toList();
        if (pictures.size() > 1) {
            return new PostMedia.Stills(pictures);
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
            return new PostMedia.None("the entry has sound only");
        }
        if (entry.page() != null) {
            return MediaUrl.of(entry.page());
        }
        return pictures.isEmpty()
                ? new PostMedia.None("the entry has no video and no page")
                : new PostMedia.Stills(pictures);
    }

    /**
     * A feed names its own entries and nothing else: an entry counts as a platform's post only
     * where that platform's page itself is what will be looked at, so that no feed can put other
     * pictures in the place of a post.
     */
    private @Nullable PageIdentity identity(FeedEntry entry, PostMedia media) {
        if (media instanceof PostMedia.OnPage(URI page) && page.equals(entry.page())) {
            PageIdentity known = PageIdentity.of(page);
            if (!known.platform().equals("web")) {
                return known;
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

    private static String abbreviate(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
