package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.StrictJson;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Version of a feed, for change detection.
 *
 * @param etag ETag of the response, or empty
 * @param lastModified Last-Modified of the response, or empty
 * @param digest SHA-256 of the body, or empty
 */
record FeedCursor(String etag, String lastModified, String digest) {
    private static final int MAX_HEADER_CHARS = 1000;
    private static final FeedCursor EMPTY = new FeedCursor("", "", "");

    FeedCursor {
        etag = sanitize(etag);
        lastModified = sanitize(lastModified);
    }

    private static String sanitize(String header) {
        boolean usable =
                header.length() <= MAX_HEADER_CHARS
                        && header.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return usable ? header : "";
    }

    static FeedCursor of(WebResponse response) {
        return new FeedCursor(
                response.header("etag").orElse(""),
                response.header("last-modified").orElse(""),
                Sha256.of(response.body()));
    }

    static FeedCursor parse(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        try {
            JsonNode json = StrictJson.MAPPER.readTree(text);
            return new FeedCursor(
                    json.path("etag").asString(""),
                    json.path("modified").asString(""),
                    json.path("digest").asString(""));
        } catch (JacksonException e) {
            return EMPTY;
        }
    }

    /** Returns the headers of a conditional request. */
    Map<String, String> requestHeaders() {
        Map<String, String> headers = new TreeMap<>();
        if (!etag.isEmpty()) {
            headers.put("If-None-Match", etag);
        }
        if (!lastModified.isEmpty()) {
            headers.put("If-Modified-Since", lastModified);
        }
        return headers;
    }

    String serialize() {
        return StrictJson.MAPPER
                .createObjectNode()
                .put("etag", etag)
                .put("modified", lastModified)
                .put("digest", digest)
                .toString();
    }
}
