package dev.framewatch.desk.source;

import dev.framewatch.desk.http.WebResponse;
import java.util.Set;

/**
 * An answer of a server as received, with the posts that were read from it.
 *
 * @param response the whole answer
 * @param posts keys of the posts
 */
public record SourceResponse(WebResponse response, Set<String> posts) {
    public SourceResponse {
        posts = Set.copyOf(posts);
    }
}
