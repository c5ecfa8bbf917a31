package dev.framewatch.desk.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Positive control: a known post or video that must always be found, so that a miss reveals a
 * fault.
 *
 * @param kind kind of control
 * @param subject source that must return the post, or target that must match the video
 * @param value id of the post, or path of the video
 * @param addedAt time at which it was added
 * @param lastPassedAt time at which it was last found; null if never
 * @param failure reason of the failed last check; null if it passed
 */
public record Canary(
        Kind kind,
        String subject,
        String value,
        Instant addedAt,
        @Nullable Instant lastPassedAt,
        @Nullable String failure) {
    /** Maximum time between two returns of a post. */
    static final Duration MAX_POST_AGE = Duration.ofDays(1);

    /** Kind of positive control. */
    public enum Kind {
        /** A post that a source must return. */
        POST,
        /** A video in which a target must be detected. */
        VIDEO
    }

    /** Returns a name for display, also used as the name of an outage. */
    public String name() {
        return switch (kind) {
            case POST -> "canary post %s of %s".formatted(value, subject);
            case VIDEO -> "canary video %s of %s".formatted(value, subject);
        };
    }

    /** Returns this control with another subject. */
    public Canary of(String other) {
        return new Canary(kind, other, value, addedAt, lastPassedAt, failure);
    }

    /** Returns the current problem, for display; null if there is none. */
    public @Nullable String problem(Instant now) {
        return switch (kind) {
            case VIDEO -> failure;
            case POST -> {
                Instant since = lastPassedAt == null ? addedAt : lastPassedAt;
                yield Duration.between(since, now).compareTo(MAX_POST_AGE) > 0
                        ? "the source %s has not returned the post %s for %s"
                                .formatted(
                                        subject,
                                        value,
                                        RoundedDuration.format(Duration.between(since, now)))
                        : null;
            }
        };
    }
}
