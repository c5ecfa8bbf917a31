package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.ListContinuity;
import dev.framewatch.desk.source.PageIdentity;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Converts the entries of a feed to posts, given what is remembered of the previous poll. An entry
 * whose id has changed, but nothing else, is the same post and is left out.
 */
final class EntryPosts {
    private static final int MAX_TAGS = 30;
    private static final int MAX_AUTHOR_CHARS = 500;
    private static final int MAX_CAPTION_CHARS = 5000;
    private static final int MAX_SOURCE_CHARS = 1 << 16;

    private final FeedEntries entries;
    private final EntryIdentities identities;
    private final FeedCursor previous;
    private final Map<String, Post> posts = new LinkedHashMap<>();
    private final Map<String, Integer> sharedCounts = new TreeMap<>();

    /** Digest of the content of each entry, by the digest of its key. */
    private final Map<String, String> contents = new LinkedHashMap<>();

    private boolean idsChange;

    /**
     * @param host host name of the feed
     * @param scope name within which short ids count
     */
    EntryPosts(FeedEntries entries, String host, String scope, FeedCursor previous) {
        this.entries = entries;
        this.previous = previous;
        this.identities =
                new EntryIdentities(host, scope, previous.sharedNames(), entries.entries());
        entries.entries().forEach(this::add);
        sharedCounts.forEach((id, count) ->
                entries.note(
                        "%d entries share the id '%s'; they are told apart by link and file"
                                .formatted(count, PlainText.abbreviate(id))));
        List<String> keys = withoutRenamed();
        if (keys.size() >= previous.contents().size()
                && new ListContinuity(previous.keys(), keys).mayHaveGap()) {
            entries.note(
                    "the %d entries do not reach back to the last poll, so some may have been missed; poll more often"
                            .formatted(keys.size()));
        }
    }

    List<Post> posts() {
        return List.copyOf(posts.values());
    }

    Set<String> keys() {
        return posts.keySet();
    }

    /** Returns the number of posts, including those that were left out. */
    int count() {
        return contents.size();
    }

    /** Returns the cursor of the next poll; an answer without entries makes nothing forgotten. */
    FeedCursor next(FeedCursor version) {
        return version.with(
                contents.isEmpty() ? previous.contents() : contents,
                identities.shared(),
                idsChange);
    }

    private void add(FeedEntry entry) {
        PostMedia media = new EntryMedia(entry).media();
        PageIdentity identity = identities.of(entry, media);
        if (identity == null) {
            entries.note("skipped an entry without id, URL and title");
            return;
        }
        Post post =
                new Post(
                        identity.platform(),
                        identity.id(),
                        entry.page(),
                        new Post.Author("", abbreviate(entry.author().strip(), MAX_AUTHOR_CHARS)),
                        caption(entry),
                        hashtags(entry.tags()),
                        entry.publishedAt(),
                        new Post.Counters(entry.views(), null, null, null),
                        trusted(media, identity),
                        abbreviate(entry.source(), MAX_SOURCE_CHARS));
        if (posts.putIfAbsent(post.key(), post) == null) {
            contents.put(FeedCursor.digest(post.key()), content(entry));
            if (identities.isNewlyShared(entry)) {
                String id = entry.id().isBlank() ? String.valueOf(entry.page()) : entry.id();
                sharedCounts.merge(id.strip(), 1, Integer::sum);
            }
        }
    }

    /** Returns the media without what a feed could substitute for those of a platform's post. */
    private static PostMedia trusted(PostMedia media, PageIdentity identity) {
        return media instanceof PostMedia.OnPage(URI page, _) && identity.hasPlatform()
                ? new PostMedia.OnPage(page)
                : media;
    }

    /**
     * Returns a digest of what stays if only the id changes; empty if that would not be enough to
     * recognise the entry.
     */
    private static String content(FeedEntry entry) {
        String file = EntryIdentities.file(entry);
        boolean described = entry.page() != null && !entry.title().isBlank();
        return file.isEmpty() && !described
                ? ""
                : FeedCursor.digest(
                        String.join(
                                "\n",
                                file,
                                String.valueOf(entry.page()),
                                String.valueOf(entry.publishedAt()),
                                entry.title()));
    }

    /**
     * Removes the posts whose id has changed, but nothing else.
     *
     * @return the keys of all entries, with the former ones of these
     */
    private List<String> withoutRenamed() {
        Map<String, String> formerKeys = new HashMap<>();
        previous.contents().forEach((key, content) -> formerKeys.put(content, key));
        List<String> keys = new ArrayList<>();
        int renamed = 0;
        for (Post post : List.copyOf(posts.values())) {
            String key = FeedCursor.digest(post.key());
            String content = Objects.requireNonNull(contents.get(key));
            String former = content.isEmpty() ? null : formerKeys.get(content);
            boolean changed =
                    former != null
                            && !previous.contents().containsKey(key)
                            && !contents.containsKey(former);
            if (changed) {
                posts.remove(post.key());
                renamed++;
            }
            keys.add(changed ? Objects.requireNonNull(former) : key);
        }
        idsChange = previous.idsChange() || renamed > 0;
        if (renamed > 0 && !previous.idsChange()) {
            entries.note(
                    renamed == 1
                            ? "the id of 1 entry changed, but nothing else: it is the same post"
                            : "the ids of %d entries changed, but nothing else: they are the same posts"
                                    .formatted(renamed));
        }
        return keys;
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
