package dev.framewatch.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.alert.DeliveryException.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Patience USUAL = Patience.USUAL;

    @Test
    void a_wait_doubles_up_to_an_hour_and_is_shortened_by_up_to_half() {
        for (int failures = 1; failures < 100; failures++) {
            Duration whole =
                    failures < 8 ? Duration.ofSeconds(30L << (failures - 1)) : Duration.ofHours(1);
            assertThat(USUAL.wait(failures, null, "msg")).isBetween(whole.dividedBy(2), whole);
        }
    }

    @Test
    void channels_that_failed_together_do_not_come_back_together() {
        Set<Duration> waits =
                IntStream.range(0, 100)
                        .mapToObj(n -> USUAL.wait(8, null, "msg" + n))
                        .collect(Collectors.toSet());
        assertThat(waits).hasSizeGreaterThan(50);
        assertThat(USUAL.wait(8, null, "msg1")).isEqualTo(USUAL.wait(8, null, "msg1"));
    }

    @Test
    void what_the_other_side_asks_for_is_kept_up_to_a_day() {
        assertThat(USUAL.wait(1, Duration.ofHours(5), "m")).isEqualTo(Duration.ofHours(5));
        assertThat(USUAL.wait(1, Duration.ofDays(500), "m")).isEqualTo(Duration.ofDays(1));
        assertThat(USUAL.wait(9, Duration.ZERO, "m")).isGreaterThan(Duration.ofMinutes(29));
    }

    @Test
    void giving_up_takes_days_and_attempts_or_a_few_refusals() {
        assertThat(over(FailureKind.MAY_RECOVER, 100, Duration.ofHours(71))).isFalse();
        assertThat(over(FailureKind.MAY_RECOVER, 9, Duration.ofDays(9))).isFalse();
        assertThat(over(FailureKind.MAY_RECOVER, 10, Duration.ofDays(3))).isTrue();
        assertThat(over(FailureKind.REFUSED, 2, Duration.ZERO)).isFalse();
        assertThat(over(FailureKind.REFUSED, 3, Duration.ZERO)).isTrue();
        assertThat(List.of(1, 100)).noneMatch(n -> over(FailureKind.GONE, n, Duration.ofDays(9)));
    }

    private static boolean over(FailureKind failureKind, int tried, Duration age) {
        return USUAL.isOver(failureKind, tried, Events.THEN, Events.THEN.plus(age));
    }
}
