package dev.framewatch.desk.api;

import dev.framewatch.desk.health.Canary;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A canary: a line of {@code canaries --json}.
 *
 * @param kind {@code post} or {@code video}
 * @param subject the source that must deliver the post, or the target that must match the video
 * @param value the post's id, or the video's path
 * @param reason reason for the failure; null if it was found
 * @param lastPassedAt when it was last found; null if it never was
 */
public record CanaryDto(
        String kind,
        String subject,
        String value,
        @Nullable String reason,
        @Nullable Instant lastPassedAt) {

    /** Returns the JSON shape of a canary at a point in time. */
    public static CanaryDto of(Canary canary, Instant now) {
        return new CanaryDto(
                canary.kind().name().toLowerCase(Locale.ROOT),
                canary.subject(),
                canary.value(),
                canary.problem(now),
                canary.lastPassedAt());
    }
}
