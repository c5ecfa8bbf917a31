package dev.framewatch.desk.alert.send;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys of a webhook. After a rotation, messages have two signatures for a while, so
 * that the receiver can change its key at any time in between.
 *
 * @param current the key
 * @param previous the key before the last rotation; null if none
 * @param previousUntil when it ends; null if there is none
 */
public record WebhookKeys(
        WebhookSigningKey current,
        @Nullable WebhookSigningKey previous,
        @Nullable Instant previousUntil) {
    public WebhookKeys {
        if ((previous == null) != (previousUntil == null)) {
            throw new IllegalArgumentException("a previous key needs an end");
        }
    }

    /** Creates the keys of a webhook that has not been rotated. */
    public WebhookKeys(WebhookSigningKey only) {
        this(only, null, null);
    }

    /**
     * Parses the stored form: a key, and on a second line the previous key and its end.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static WebhookKeys parse(String text) {
        List<String> lines = text.lines().toList();
        WebhookSigningKey current =
                new WebhookSigningKey(lines.isEmpty() ? "" : lines.getFirst().strip());
        if (lines.size() < 2) {
            return new WebhookKeys(current);
        }
        String[] words = lines.get(1).strip().split(" ", -1);
        try {
            return new WebhookKeys(
                    current,
                    new WebhookSigningKey(words[0]),
                    Instant.parse(words[words.length - 1]));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("the previous key has no end", e);
        }
    }

    /** Returns the stored form. */
    public String text() {
        return previous == null
                ? current.text()
                : "%s%n%s %s".formatted(current.text(), previous.text(), previousUntil);
    }

    /** Returns the keys with a new one; the present one stays valid for a while. */
    public WebhookKeys rotated(WebhookSigningKey next, Instant now, Duration overlap) {
        return overlap.isZero()
                ? new WebhookKeys(next)
                : new WebhookKeys(next, current, now.plus(overlap));
    }

    /**
     * Returns the value of the {@code webhook-signature} header: a signature by each valid key,
     * separated by spaces.
     */
    String signatures(String id, Instant now, byte[] body) {
        long timestamp = now.getEpochSecond();
        String signature = current.signature(id, timestamp, body);
        return previous != null && previousUntil != null && now.isBefore(previousUntil)
                ? signature + " " + previous.signature(id, timestamp, body)
                : signature;
    }

    /** Omits the keys. */
    @Override
    public String toString() {
        return "WebhookKeys[previousUntil=%s]".formatted(previousUntil);
    }
}
