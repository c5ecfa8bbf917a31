package dev.framewatch.desk.source;

import dev.framewatch.desk.post.Post;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A source whose posts have a plausible date or none. What a platform writes is often no date at
 * all: milliseconds where seconds are expected, a year of two digits, a default value. Each date is
 * reported once while the source returns it.
 */
public final class PlausibleDates implements Source {
    private static final int MAX_LISTED = 3;

    private final Source source;
    private final Clock clock;
    private volatile Set<String> reported = Set.of();

    /**
     * @param source the source that returns the posts
     */
    public PlausibleDates(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        Batch batch = source.poll(cursor);
        Instant now = clock.instant();
        List<Post> posts = new ArrayList<>();
        Set<String> doubtful = new LinkedHashSet<>();
        for (Post post : batch.posts()) {
            Post plausible = post.withPlausibleDate(now);
            if (!plausible.equals(post)) {
                doubtful.add("%s of %s".formatted(post.postedAt(), post.key()));
            }
            posts.add(plausible);
        }
        if (doubtful.isEmpty()) {
            return batch;
        }
        List<String> fresh = doubtful.stream().filter(one -> !reported.contains(one)).toList();
        reported = Set.copyOf(doubtful);
        return fresh.isEmpty() ? batch.withPosts(posts) : batch.withPosts(posts, note(fresh));
    }

    private static String note(List<String> doubtful) {
        return "implausible dates are treated as unknown: "
                + String.join(", ", doubtful.stream().limit(MAX_LISTED).toList())
                + (doubtful.size() > MAX_LISTED
                        ? " and %d more".formatted(doubtful.size() - MAX_LISTED)
                        : "");
    }
}
