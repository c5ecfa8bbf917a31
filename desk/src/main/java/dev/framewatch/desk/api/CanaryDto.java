package dev.framewatch.desk.api;

import dev.framewatch.desk.health.Canary;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A canary: a line of {@code canaries --json}.
 *
 * @param kind {@code post} or {@code video}
 * @param subject the Source that must deliver the post, or the Target that must match the video
 * @param value the post's id, or the video's path
 * @param reason why it was not found; null where it was
 */
public record CanaryDto(String kind, String subject, String value, @Nullable String reason) {

    /** Returns the JSON shape of a canary at a moment. */
    public static CanaryDto of(Canary canary, Instant now) {
        return new CanaryDto(
                canary.kind().name().toLowerCase(Locale.ROOT),
                canary.subject(),
                canary.value(),
                canary.problem(now));
    }
}
