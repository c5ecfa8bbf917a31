package dev.framewatch.desk.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that must always be found, so that not finding it tells of a fault.
 *
 * @param kind what it is
 * @param subject the Source that must bring the post, or the Target that must match the video
 * @param value the post's id, or the video's path
 * @param added when it was set out
 * @param lastGood when it was last found; null for never
 * @param failure what was wrong at the last check; null for nothing
 */
public record Canary(
        Kind kind,
        String subject,
        String value,
        Instant added,
        @Nullable Instant lastGood,
        @Nullable String failure) {
    /** A post must come back at least this often. */
    static final Duration MAX_POST_AGE = Duration.ofDays(1);

    /** What is set out. */
    public enum Kind {
        /** A post that a Source must bring. */
        POST,
        /** A video in which a Target must be seen. */
        VIDEO
    }

    /** For people and as the name of an outage. */
    public String name() {
        return switch (kind) {
            case POST -> "canary post %s of %s".formatted(value, subject);
            case VIDEO -> "canary video %s of %s".formatted(value, subject);
        };
    }

    /** What is wrong, for people; null for nothing. */
    public @Nullable String problem(Instant now) {
        return switch (kind) {
            case VIDEO -> failure;
            case POST -> {
                Instant since = lastGood == null ? added : lastGood;
                yield Duration.between(since, now).compareTo(MAX_POST_AGE) > 0
                        ? "the source %s has not brought the post %s for %s"
                                .formatted(
                                        subject,
                                        value,
                                        ActivityBaseline.format(Duration.between(since, now)))
                        : null;
            }
        };
    }
}
