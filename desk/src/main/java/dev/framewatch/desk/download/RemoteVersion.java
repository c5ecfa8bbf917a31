package dev.framewatch.desk.download;

import dev.framewatch.desk.http.WebResponse;
import java.util.Optional;

/**
 * Version of a file on a server.
 *
 * @param validator a strong ETag, or else the modification time; empty if the server sends neither
 * @param length size in bytes, or -1 if unknown
 */
record RemoteVersion(String validator, long length) {
    static final RemoteVersion UNKNOWN = new RemoteVersion("", -1);

    /** Returns the version from a complete response. */
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

    /** Returns whether parts of different versions can be distinguished. */
    boolean isKnown() {
        return !validator.isEmpty() || length >= 0;
    }
}
