package dev.framewatch.desk.source;

import dev.framewatch.desk.post.Post;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A source whose posts have a plausible date or none. What a platform writes is often no date at
 * all: milliseconds where seconds are expected, a year of two digits, a default value.
 *
 * @param source the source that returns the posts
 */
public record PlausibleDates(Source source, Clock clock) implements Source {
    private static final int MAX_LISTED = 3;

    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        Batch batch = source.poll(cursor);
        Instant now = clock.instant();
        List<Post> posts = new ArrayList<>();
        List<String> doubtful = new ArrayList<>();
        for (Post post : batch.posts()) {
            Post plausible = post.withPlausibleDate(now);
            if (!plausible.equals(post)) {
                doubtful.add("%s of %s".formatted(post.postedAt(), post.key()));
            }
            posts.add(plausible);
        }
        return doubtful.isEmpty() ? batch : batch.withPosts(posts, note(doubtful));
    }

    private static String note(List<String> doubtful) {
        return "implausible dates are treated as unknown: "
                + String.join(", ", doubtful.stream().limit(MAX_LISTED).toList())
                + (doubtful.size() > MAX_LISTED
                        ? " and %d more".formatted(doubtful.size() - MAX_LISTED)
                        : "");
    }
}
