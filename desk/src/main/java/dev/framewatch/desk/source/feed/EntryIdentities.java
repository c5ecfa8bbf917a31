package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.MediaUrl;
import dev.framewatch.desk.source.PageIdentity;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identities of the entries of a feed. An id counts within the feed's host if it is a URI or long
 * enough to be unique, else within the source only, whatever its present name. Entries that share
 * an id are told apart by their page and file, also in later polls.
 */
final class EntryIdentities {
    /** URIs, UUIDs and other ids that are not sequence numbers. */
    private static final Pattern UNIQUE =
            Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:\\S|[\\w-]{20}");

    private final String host;
    private final String scope;
    private final Set<String> sharedEarlier;
    private final Set<String> shared;

    /**
     * @param host host name of the feed
     * @param scope name within which short ids count
     * @param shared digests of the names that several entries shared in earlier polls
     */
    EntryIdentities(String host, String scope, Set<String> shared, List<FeedEntry> entries) {
        this.host = host;
        this.scope = scope;
        this.sharedEarlier = shared;
        this.shared = new LinkedHashSet<>();
        Map<String, Set<String>> users = new HashMap<>();
        for (FeedEntry entry : entries) {
            String name = scopedName(entry);
            if (users.computeIfAbsent(name, _ -> new HashSet<>()).add(distinction(entry))
                    && users.get(name).size() > 1) {
                this.shared.add(FeedCursor.digest(name));
            }
        }
        this.shared.remove(FeedCursor.digest(""));
        this.shared.addAll(shared);
    }

    /** Returns the digests of the names that several entries share, and then of those that did. */
    Set<String> shared() {
        return shared;
    }

    /** Returns whether an entry shares its id with another one, but did not in earlier polls. */
    boolean isNewlyShared(FeedEntry entry) {
        String digest = FeedCursor.digest(scopedName(entry));
        return shared.contains(digest) && !sharedEarlier.contains(digest);
    }

    /**
     * Returns the identity of an entry; null if it has neither an id nor a page, file or title.
     * Feeds are untrusted: an entry counts as a platform's post only if the media are taken from
     * that platform's page itself, so that no feed can substitute other media for a post.
     */
    @Nullable PageIdentity of(FeedEntry entry, PostMedia media) {
        if (media instanceof PostMedia.OnPage(URI page, _) && page.equals(entry.page())) {
            PageIdentity identity = PageIdentity.of(page);
            if (identity.hasPlatform()) {
                return identity;
            }
        }
        String name = scopedName(entry);
        if (name.isEmpty()) {
            return null;
        }
        return PageIdentity.web(
                shared.contains(FeedCursor.digest(name)) ? name + " " + distinction(entry) : name);
    }

    private String scopedName(FeedEntry entry) {
        String name = name(entry);
        if (name.isEmpty()) {
            return "";
        }
        return (UNIQUE.matcher(name).find() ? host : scope) + " " + name;
    }

    private static String name(FeedEntry entry) {
        URI page = entry.page();
        return !entry.id().isBlank()
                ? entry.id().strip()
                : page != null
                        ? page.toString()
                        : entry.enclosures().isEmpty()
                                ? entry.title().strip()
                                : entry.enclosures().getFirst().url().toString();
    }

    /** Returns what tells apart entries with the same id: the page and the first file. */
    private static String distinction(FeedEntry entry) {
        URI page = entry.page();
        return (page == null ? "" : page.toString())
                + (entry.enclosures().isEmpty() ? "" : " " + file(entry));
    }

    /** Returns the URL of the first file, without a signature if its path ends in a file name. */
    static String file(FeedEntry entry) {
        if (entry.enclosures().isEmpty()) {
            return "";
        }
        URI url = entry.enclosures().getFirst().url();
        boolean named = MediaUrl.isVideo(url) || MediaUrl.isImage(url);
        return named ? url.toString().replaceFirst("\\?.*", "") : url.toString();
    }
}
