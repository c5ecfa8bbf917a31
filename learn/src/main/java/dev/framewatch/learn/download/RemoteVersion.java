package dev.framewatch.learn.download;

import java.net.http.HttpHeaders;
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
    static RemoteVersion of(HttpHeaders headers) {
        Optional<String> strong =
                headers.firstValue("ETag").filter(tag -> tag.startsWith("\"")); // weak ones: W/"
        String validator = strong.or(() -> headers.firstValue("Last-Modified")).orElse("");
        return new RemoteVersion(
                validator.lines().findFirst().orElse(""),
                headers.firstValueAsLong("Content-Length").orElse(-1));
    }

    /** Whether a part of it can be told from a part of another version. */
    boolean isKnown() {
        return !validator.isEmpty() || length >= 0;
    }
}
