package dev.framewatch.desk.store;

import dev.framewatch.desk.source.ResponseOrigin;

/**
 * The answer in which a source returned a post.
 *
 * @param sha256 SHA-256 of the body
 * @param origin where it came from
 * @param body the bytes as received, decompressed
 * @param entry the part about the post, as parsed
 */
public record StoredResponse(String sha256, ResponseOrigin origin, byte[] body, String entry) {}
