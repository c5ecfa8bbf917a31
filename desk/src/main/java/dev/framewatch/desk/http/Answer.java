package dev.framewatch.desk.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server said.
 *
 * @param status of HTTP, 200 to 599; redirects have been followed
 * @param headers by their names in lower case; of several the last
 * @param body all of it; empty where it was written to a file
 * @param address where it came from in the end
 */
public record Answer(int status, Map<String, String> headers, byte[] body, URI address) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** How long the server wants to be left alone, where it says so in seconds. */
    public Optional<Duration> retryAfter() {
        return header("retry-after")
                .filter(value -> value.matches("\\d{1,7}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
