package dev.framewatch.desk.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * What a server said.
 *
 * @param status of HTTP, 200 to 599; redirects have been followed
 * @param headers by their names in lower case; of several the last
 * @param body all of it, unpacked; empty where it was written to a file
 * @param url where it came from in the end
 * @param receivedAt when it came
 */
public record WebResponse(
        int status, Map<String, String> headers, byte[] body, URI url, Instant receivedAt) {
    private static final int GONE = 410;

    public WebResponse {
        headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Whether the server says that this will never come back. */
    public boolean isGone() {
        return status == GONE;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * How long the server wants to be left alone, from when it said so; it may say so in seconds or
     * as a date, and a date in the past is no time at all.
     */
    public Optional<Duration> retryAfter() {
        String value = header("retry-after").orElse("").strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(value))
                .map(date -> Duration.between(receivedAt, date))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    /** In one sentence for people, such as "example.org/feed answered 404". */
    public String summary() {
        return RedactedUrl.of(url) + " answered " + status;
    }
}
