package dev.framewatch.desk.source.feed;

import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is remembered of a feed between polls: its version, for change detection, and its entries,
 * to recognise those whose ids change or are shared.
 *
 * @param scope name within which short ids count: that of the source when it was first polled, so
 *     that a renamed source finds no entry anew; empty before the first poll
 * @param etag ETag of the response, or empty
 * @param lastModified Last-Modified of the response, or empty
 * @param digest SHA-256 of the body, or empty
 * @param contents digest of the content of each entry by that of its key, in the order of the feed
 * @param sharedNames digests of the names that several entries shared, the latest ones first
 * @param idsChange whether ids of entries have changed, which is said once
 */
record FeedCursor(
        String scope,
        String etag,
        String lastModified,
        String digest,
        Map<String, String> contents,
        Set<String> sharedNames,
        boolean idsChange) {
    private static final int MAX_HEADER_CHARS = 1000;
    private static final int MAX_SHARED = 1000;
    private static final int DIGEST_CHARS = 12;
    private static final FeedCursor EMPTY =
            new FeedCursor("", "", "", "", Map.of(), Set.of(), false);

    FeedCursor {
        etag = sanitize(etag);
        lastModified = sanitize(lastModified);
        contents = new LinkedHashMap<>(contents);
        sharedNames = new LinkedHashSet<>(sharedNames);
    }

    private static String sanitize(String header) {
        boolean usable =
                header.length() <= MAX_HEADER_CHARS
                        && header.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return usable ? header : "";
    }

    /** Returns a short digest of a text. */
    static String digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_CHARS);
    }

    /** Returns the cursor after a response whose entries are not yet known. */
    static FeedCursor of(String scope, WebResponse response) {
        return new FeedCursor(
                scope,
                response.header("etag").orElse(""),
                response.header("last-modified").orElse(""),
                Sha256.of(response.body()),
                Map.of(),
                Set.of(),
                false);
    }

    /** Returns this version of the feed with its entries. */
    FeedCursor with(
            Map<String, String> otherContents, Set<String> otherShared, boolean othersChange) {
        return new FeedCursor(
                scope, etag, lastModified, digest, otherContents, otherShared, othersChange);
    }

    /** Returns this version of the feed with the entries of another one. */
    FeedCursor withEntriesOf(FeedCursor other) {
        return with(other.contents, other.sharedNames, other.idsChange);
    }

    static FeedCursor parse(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        try {
            JsonNode json = StrictJson.MAPPER.readTree(text);
            Map<String, String> contents = new LinkedHashMap<>();
            json.path("entries")
                    .forEachEntry((key, digest) -> contents.put(key, digest.asString("")));
            Set<String> shared = new LinkedHashSet<>();
            json.path("shared").forEach(name -> shared.add(name.asString("")));
            return new FeedCursor(
                    json.path("scope").asString(""),
                    json.path("etag").asString(""),
                    json.path("modified").asString(""),
                    json.path("digest").asString(""),
                    contents,
                    shared,
                    json.path("idsChange").asBoolean(false));
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

    /** Returns the keys of the entries in the order of the feed. */
    List<String> keys() {
        return new ArrayList<>(contents.keySet());
    }

    String serialize() {
        ObjectNode json =
                StrictJson.MAPPER
                        .createObjectNode()
                        .put("scope", scope)
                        .put("etag", etag)
                        .put("modified", lastModified)
                        .put("digest", digest)
                        .put("idsChange", idsChange);
        ObjectNode entries = json.putObject("entries");
        contents.forEach(entries::put);
        sharedNames.stream().limit(MAX_SHARED).forEach(json.putArray("shared")::add);
        return json.toString();
    }
}
