package dev.framewatch.desk.source;

import dev.framewatch.desk.http.AddressRedactor;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.WebResponse;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the answer to a poll came from. It becomes part of the evidence, so URLs are without
 * queries and whatever looks like a key, and headers without cookies.
 *
 * @param url final URL, after redirects; null if there is none
 * @param status HTTP status, or exit status of the program
 * @param headers by lower-case name; empty for a program
 * @param receivedAt time of arrival
 * @param program program that returned the answer, with its version if known; null for a server
 * @param file file that the program wrote, relative to its folder; null if there is none
 * @param note which parts were cut; empty if it is complete
 */
public record ResponseOrigin(
        @Nullable String url,
        int status,
        Map<String, String> headers,
        Instant receivedAt,
        @Nullable String program,
        @Nullable String file,
        String note) {
    public ResponseOrigin {
        headers = Map.copyOf(headers);
    }

    /** Returns the origin of a server's answer. */
    public static ResponseOrigin of(WebResponse response) {
        Map<String, String> headers = new TreeMap<>(response.headers());
        headers.remove("set-cookie");
        headers.replaceAll((_, value) -> AddressRedactor.redact(value));
        return new ResponseOrigin(
                RedactedUrl.of(response.url()),
                response.status(),
                headers,
                response.receivedAt(),
                null,
                null,
                "");
    }

    /** Returns the origin of what a program printed about a page. */
    public static ResponseOrigin ofPage(URI page, String program, String note, Instant receivedAt) {
        return new ResponseOrigin(
                RedactedUrl.of(page), 0, Map.of(), receivedAt, program, null, note);
    }

    /** Returns the origin of a file that a program wrote. */
    public static ResponseOrigin ofFile(
            String file, String program, String note, Instant receivedAt) {
        return new ResponseOrigin(null, 0, Map.of(), receivedAt, program, file, note);
    }
}
