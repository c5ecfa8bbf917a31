package dev.framewatch.desk.source;

import dev.framewatch.desk.http.WebResponse;
import java.util.Set;

/**
 * The whole answer to a poll as received, with the posts that were read from it.
 *
 * @param origin where it came from
 * @param body its bytes, decompressed
 * @param posts keys of the posts
 */
public record SourceResponse(ResponseOrigin origin, byte[] body, Set<String> posts) {
    /** Maximum size of an answer that is kept, in bytes; that of a feed. */
    public static final long MAX_BYTES = 16L << 20;

    public SourceResponse {
        posts = Set.copyOf(posts);
    }

    /** Returns the answer of a server. */
    public static SourceResponse of(WebResponse response, Set<String> posts) {
        return new SourceResponse(ResponseOrigin.of(response), response.body(), posts);
    }
}
