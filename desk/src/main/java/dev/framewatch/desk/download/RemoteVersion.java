package dev.framewatch.desk.download;

import dev.framewatch.desk.http.WebResponse;
import java.util.Optional;

/**
 * Which version of a file a server has.
 *
 * @param validator a strong ETag, else the time of the last change; empty if the server gives none
 * @param length in bytes, or -1 if the server does not say
 */
record RemoteVersion(String validator, long length) {
    static final RemoteVersion UNKNOWN = new RemoteVersion("", -1);

    /** As an answer with the whole file describes it. */
    static RemoteVersion of(WebResponse response) {
        Optional<String> strong =
                response.header("ETag").filter(tag -> tag.startsWith("\"")); // weak ones: W/"
        String validator = strong.or(() -> response.header("Last-Modified")).orElse("");
        long length =
                response.header("Content-Length")
                        .filter(digits -> digits.matches("\\d{1,18}"))
                        .map(Long::valueOf)
                        .orElse(-1L);
        return new RemoteVersion(validator.lines().findFirst().orElse(""), length);
    }

    /** Whether a part of it can be told from a part of another version. */
    boolean isKnown() {
        return !validator.isEmpty() || length >= 0;
    }
}
