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
 * An HTTP response.
 *
 * @param status HTTP status, 200 to 599; redirects have been followed
 * @param headers by lower-case name; the last value of a repeated header
 * @param body the complete, decompressed body; empty if it was written to a file
 * @param url the final URL, after redirects
 * @param receivedAt time of arrival
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

    /** Returns whether the resource was removed permanently (410 Gone). */
    public boolean isGone() {
        return status == GONE;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns the body decoded as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Returns the delay of a {@code Retry-After} header, relative to the response's arrival;
     * seconds and dates are accepted, and a date in the past yields zero.
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

    /** Returns a user-facing summary, such as "example.org/feed answered 404". */
    public String summary() {
        return RedactedUrl.of(url) + " answered " + status;
    }
}
