package dev.framewatch.desk.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RetryPolicy POLICY = RetryPolicy.of(SECOND, Duration.ofMinutes(1));

    /** Returns the smallest or the largest possible random number. */
    private record Extreme(boolean greatest) implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new AssertionError("only bounded numbers are drawn");
        }

        @Override
        public long nextLong(long bound) {
            return greatest ? bound - 1 : 0;
        }
    }

    private static Duration longest(int failures) {
        return POLICY.delay(failures, null, new Extreme(false));
    }

    private static Duration shortest(int failures) {
        return POLICY.delay(failures, null, new Extreme(true));
    }

    @Test
    void theDelayDoublesWithEachFailure() {
        assertThat(longest(1)).isEqualTo(SECOND);
        assertThat(longest(2)).isEqualTo(SECOND.multipliedBy(2));
        assertThat(longest(6)).isEqualTo(SECOND.multipliedBy(32));
    }

    @Test
    void theDelayIsCappedHoweverManyFailuresThereWere() {
        assertThat(longest(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(longest(63)).isEqualTo(Duration.ofMinutes(1));
        assertThat(longest(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
        RetryPolicy years = RetryPolicy.of(Duration.ofDays(1), Duration.ofDays(1_000_000));
        assertThat(years.delay(99, null, new Extreme(false))).isEqualTo(Duration.ofDays(1_000_000));
    }

    @Test
    void jitterTakesAwayUpToHalfOfTheDelayAndNoMore() {
        for (int failures = 1; failures < 12; failures++) {
            assertThat(shortest(failures)).isEqualTo(longest(failures).dividedBy(2));
        }
    }

    @Test
    void whatFailedTogetherIsSpreadOverThatHalf() {
        Random random = new Random(1);
        Set<Duration> delays = new TreeSet<>();
        for (int i = 0; i < 1000; i++) {
            delays.add(POLICY.delay(1, null, random));
        }
        assertThat(delays).hasSizeGreaterThan(250);
        assertThat(delays).allMatch(delay -> !delay.minusMillis(500).isNegative());
        assertThat(delays).allMatch(delay -> delay.compareTo(SECOND) <= 0);
        assertThat(delays).anyMatch(delay -> delay.toMillis() < 550);
        assertThat(delays).anyMatch(delay -> delay.toMillis() > 950);
    }

    @Test
    void aRequestedDelayIsHonouredUpToItsMaximum() {
        Extreme any = new Extreme(false);
        assertThat(POLICY.delay(1, Duration.ofHours(5), any)).isEqualTo(Duration.ofHours(5));
        assertThat(POLICY.delay(1, Duration.ofDays(500), any)).isEqualTo(Duration.ofDays(2));
        assertThat(POLICY.delay(7, Duration.ZERO, any)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void itGivesUpAfterBothTheAttemptsAndTheAge() {
        RetryPolicy policy = new RetryPolicy(SECOND, SECOND, SECOND, 10, Duration.ofDays(3));
        assertThat(policy.isExhausted(100, Duration.ofDays(3).minusMillis(1))).isFalse();
        assertThat(policy.isExhausted(9, Duration.ofDays(9))).isFalse();
        assertThat(policy.isExhausted(10, Duration.ofDays(3))).isTrue();
    }

    @Test
    void withoutAnAgeTheAttemptsDecide() {
        assertThat(POLICY.maxAttempts(8).isExhausted(7, Duration.ZERO)).isFalse();
        assertThat(POLICY.maxAttempts(8).isExhausted(8, Duration.ZERO)).isTrue();
        assertThat(POLICY.isExhausted(Integer.MAX_VALUE, Duration.ofDays(999))).isFalse();
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefusedByField() {
        assertThatThrownBy(() -> RetryPolicy.of(Duration.ZERO, SECOND))
                .hasMessageStartingWith("firstDelay");
        assertThatThrownBy(() -> RetryPolicy.of(SECOND, Duration.ofMillis(999)))
                .hasMessageStartingWith("maxDelay");
        assertThatThrownBy(() -> POLICY.maxAttempts(0)).hasMessageStartingWith("maxAttempts");
        Duration negative = Duration.ofMillis(-1);
        assertThatThrownBy(() -> new RetryPolicy(SECOND, SECOND, negative, 1, SECOND))
                .hasMessageStartingWith("maxRetryAfter");
        assertThatThrownBy(() -> new RetryPolicy(SECOND, SECOND, SECOND, 1, negative))
                .hasMessageStartingWith("minAge");
    }
}
