package dev.framewatch.desk.store;

import java.time.Instant;
import java.util.Map;

/**
 * The answer in which a source returned a post.
 *
 * @param sha256 SHA-256 of the body
 * @param url final URL, after redirects
 * @param status HTTP status
 * @param headers by lower-case name; without cookies
 * @param receivedAt time of arrival
 * @param body the bytes as received, decompressed
 * @param entry the part about the post, as parsed
 */
public record StoredResponse(
        String sha256,
        String url,
        int status,
        Map<String, String> headers,
        Instant receivedAt,
        byte[] body,
        String entry) {
    public StoredResponse {
        headers = Map.copyOf(headers);
    }
}
