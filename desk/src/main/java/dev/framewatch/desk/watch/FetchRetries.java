package dev.framewatch.desk.watch;

import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.retry.RetryPolicy;
import dev.framewatch.desk.store.PostFailure;
import dev.framewatch.desk.store.StoredPost;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the media of a post are tried again and when they are given up: at once only if the
 * platform says that they are gone or they can never be scanned, else after days.
 *
 * @param random source of jitter; must be thread-safe
 */
record FetchRetries(RandomGenerator random) {
    /** Failures of the network: soon, and for three days, as alerts. */
    static final RetryPolicy TRANSIENT =
            new RetryPolicy(
                    Duration.ofMinutes(1),
                    Duration.ofHours(6),
                    RetryPolicy.DEFAULT_MAX_RETRY_AFTER,
                    8,
                    Duration.ofDays(3));

    /** Blocks, limits and logins: rarely, so as not to prolong them, and for five days. */
    static final RetryPolicy UNAVAILABLE =
            new RetryPolicy(
                    Duration.ofHours(1),
                    Duration.ofHours(12),
                    RetryPolicy.DEFAULT_MAX_RETRY_AFTER,
                    8,
                    Duration.ofDays(5));

    /** Failures of this machine last until somebody mends them. */
    private static final RetryPolicy LOCAL =
            RetryPolicy.of(Duration.ofMinutes(10), Duration.ofMinutes(10));

    /** Returns whether a failure is the last one of a post. */
    boolean isFinal(StoredPost post, FetchException failure, Instant now) {
        Duration age =
                post.failingSince() == null
                        ? Duration.ZERO
                        : Duration.between(post.failingSince(), now);
        return switch (failure.failureKind()) {
            case GONE, NO_MEDIA, PERMANENT -> true;
            case LOCAL, TRANSIENT, UNAVAILABLE ->
                    policy(failure.failureKind()).isExhausted(post.attempts() + 1, age);
        };
    }

    /** Returns the delay before the next attempt. */
    Duration delay(StoredPost post, FetchException failure) {
        return policy(failure.failureKind())
                .delay(post.attempts() + 1, failure.retryAfter(), random);
    }

    /** Returns how long the other posts of the source are left alone, too; null for not at all. */
    static @Nullable Duration pause(FetchException failure) {
        Duration requested = failure.retryAfter();
        Duration longest = RetryPolicy.DEFAULT_MAX_RETRY_AFTER;
        return requested == null || requested.compareTo(longest) < 0 ? requested : longest;
    }

    private static RetryPolicy policy(FailureKind kind) {
        return switch (kind) {
            case UNAVAILABLE -> UNAVAILABLE;
            case LOCAL -> LOCAL;
            case TRANSIENT, GONE, NO_MEDIA, PERMANENT -> TRANSIENT;
        };
    }

    /** Returns the row of a failure. */
    static PostFailure row(FetchException failure) {
        PostFailure.Kind kind =
                switch (failure.failureKind()) {
                    case TRANSIENT -> PostFailure.Kind.TRANSIENT;
                    case UNAVAILABLE -> PostFailure.Kind.UNAVAILABLE;
                    case LOCAL -> PostFailure.Kind.LOCAL;
                    case GONE -> PostFailure.Kind.GONE;
                    case NO_MEDIA -> PostFailure.Kind.NO_MEDIA;
                    case PERMANENT -> PostFailure.Kind.PERMANENT;
                };
        return new PostFailure(kind, String.valueOf(failure.getMessage()));
    }
}
