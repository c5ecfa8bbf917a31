package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.UrlParser;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the entries of one answer of a feed, and notes on what could not be read. */
final class FeedEntries {
    static final int MAX_ENTRIES = 1000;

    private static final int MAX_NOTES = 50;

    private final URI base;
    private final List<FeedEntry> entries = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param base the final URL of the feed, after redirects, against which its URLs are resolved
     */
    FeedEntries(URI base) {
        this.base = base;
    }

    List<FeedEntry> entries() {
        return List.copyOf(entries);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    String feedName() {
        return RedactedUrl.of(base);
    }

    void add(FeedEntry entry) {
        entries.add(entry);
    }

    void note(String text) {
        if (notes.size() < MAX_NOTES) {
            notes.add(text);
        }
    }

    /** Returns whether the limit is reached; called only if there is another entry. */
    boolean isFull() {
        boolean full = entries.size() == MAX_ENTRIES;
        if (full) {
            note("only the first %d entries were read".formatted(MAX_ENTRIES));
        }
        return full;
    }

    /** Resolves a URL of the feed; returns null, with a note, if it is invalid. */
    @Nullable URI resolve(String text) {
        return resolve(text, List.of());
    }

    /**
     * Resolves a URL of the feed; returns null, with a note, if it is invalid.
     *
     * @param bases base URLs, each relative to the one before it
     */
    @Nullable URI resolve(String text, List<String> bases) {
        if (text.isBlank()) {
            return null;
        }
        URI from = base;
        for (String relative : bases) {
            from = Objects.requireNonNullElse(resolve(relative, from), from);
        }
        return resolve(text, from);
    }

    private @Nullable URI resolve(String text, URI from) {
        try {
            return UrlParser.of(text, from);
        } catch (AddressBlockedException e) {
            note(Objects.requireNonNullElse(e.getMessage(), "blocked a URL"));
            return null;
        }
    }

    /**
     * Returns the first date that can be read; null, with a note, if there are only others.
     *
     * @param written dates as written in the entry, the preferred one first
     */
    @Nullable Instant date(String title, List<String> written) {
        Optional<Instant> date =
                written.stream().flatMap(text -> FeedDate.parse(text).stream()).findFirst();
        if (date.isEmpty() && !written.isEmpty()) {
            note(
                    "'%s': unrecognised date '%s'"
                            .formatted(
                                    PlainText.abbreviate(title),
                                    PlainText.abbreviate(written.getFirst())));
        }
        return date.orElse(null);
    }
}
