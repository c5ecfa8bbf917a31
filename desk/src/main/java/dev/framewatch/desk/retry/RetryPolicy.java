package dev.framewatch.desk.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Exponential backoff with equal jitter, and a limit on attempts. The delay doubles with each
 * failure up to a maximum; its second half is random, so that simultaneous failures are not retried
 * simultaneously (M. Brooker, "Exponential Backoff and Jitter").
 *
 * <pre>{@code
 * RetryPolicy policy = RetryPolicy.of(Duration.ofMinutes(1), Duration.ofHours(6)).maxAttempts(8);
 * if (!policy.isExhausted(failures, age)) {
 *     Instant due = now.plus(policy.delay(failures, retryAfter, random));
 * }
 * }</pre>
 *
 * @param firstDelay upper bound of the delay after one failure, at least 2 ms
 * @param maxDelay upper bound of the delay after any number of failures, at least {@code
 *     firstDelay}
 * @param maxRetryAfter longest delay that a server may request
 * @param maxAttempts attempts before giving up, at least 1; {@link #UNLIMITED} for never
 * @param minAge age before giving up, in addition to {@code maxAttempts}; not negative
 */
public record RetryPolicy(
        Duration firstDelay,
        Duration maxDelay,
        Duration maxRetryAfter,
        int maxAttempts,
        Duration minAge) {
    /** Value of {@code maxAttempts} for a policy that never gives up. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Default for the longest Retry-After that is honoured. */
    public static final Duration DEFAULT_MAX_RETRY_AFTER = Duration.ofDays(2);

    /** Half of a shorter delay would be less than a millisecond. */
    private static final Duration MIN_DELAY = Duration.ofMillis(2);

    /** A million first delays exceed any maximum in use; more doublings could overflow. */
    private static final int MAX_DOUBLINGS = 20;

    public RetryPolicy {
        if (firstDelay.compareTo(MIN_DELAY) < 0) {
            throw new IllegalArgumentException("firstDelay: must be at least 2 ms");
        }
        if (maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("maxDelay: must not be less than firstDelay");
        }
        if (maxRetryAfter.isNegative()) {
            throw new IllegalArgumentException("maxRetryAfter: must not be negative");
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts: must be at least 1");
        }
        if (minAge.isNegative()) {
            throw new IllegalArgumentException("minAge: must not be negative");
        }
    }

    /** Returns a policy that never gives up and honours a Retry-After of up to two days. */
    public static RetryPolicy of(Duration firstDelay, Duration maxDelay) {
        return new RetryPolicy(
                firstDelay, maxDelay, DEFAULT_MAX_RETRY_AFTER, UNLIMITED, Duration.ZERO);
    }

    /** Returns a copy that gives up after a number of attempts, at least 1. */
    public RetryPolicy maxAttempts(int attempts) {
        return new RetryPolicy(firstDelay, maxDelay, maxRetryAfter, attempts, minAge);
    }

    /**
     * Returns the delay before the next attempt.
     *
     * @param failures number of consecutive failures, at least 1
     * @param retryAfter delay requested by the server; null for none. It is honoured if longer than
     *     the backoff, up to {@code maxRetryAfter}
     * @param random source of the jitter; must be thread-safe if this method is called concurrently
     */
    public Duration delay(int failures, @Nullable Duration retryAfter, RandomGenerator random) {
        Duration doubled = firstDelay.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        long bound = min(doubled, maxDelay).toMillis();
        Duration backoff = Duration.ofMillis(bound - random.nextLong(bound / 2 + 1));
        Duration requested = retryAfter == null ? Duration.ZERO : min(retryAfter, maxRetryAfter);
        return backoff.compareTo(requested) < 0 ? requested : backoff;
    }

    /**
     * Returns whether to give up: both the number of attempts and the age have reached their
     * limits.
     *
     * @param attempts number of failed attempts
     * @param age time since the first attempt was due
     */
    public boolean isExhausted(int attempts, Duration age) {
        return maxAttempts != UNLIMITED && attempts >= maxAttempts && age.compareTo(minAge) >= 0;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
