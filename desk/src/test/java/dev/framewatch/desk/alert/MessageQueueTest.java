package dev.framewatch.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.alert.DeliveryException.FailureKind;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageQueueTest {
    @Test
    void theDelayDoublesFromHalfAMinuteToAnHour() {
        Random random = new Random(1);
        for (int failures = 1; failures < 100; failures++) {
            Duration whole =
                    failures < 8 ? Duration.ofSeconds(30L << (failures - 1)) : Duration.ofHours(1);
            assertThat(Delivery.RETRIES.delay(failures, null, random))
                    .isBetween(whole.dividedBy(2), whole);
        }
        assertThat(Delivery.RETRIES.delay(1, Duration.ofDays(9), random))
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void givingUpTakesDaysAndAttemptsOrAFewRefusals() {
        assertThat(isGivenUp(FailureKind.MAY_RECOVER, 100, Duration.ofHours(71))).isFalse();
        assertThat(isGivenUp(FailureKind.MAY_RECOVER, 9, Duration.ofDays(9))).isFalse();
        assertThat(isGivenUp(FailureKind.MAY_RECOVER, 10, Duration.ofDays(3))).isTrue();
        assertThat(isGivenUp(FailureKind.REFUSED, 2, Duration.ZERO)).isFalse();
        assertThat(isGivenUp(FailureKind.REFUSED, 3, Duration.ZERO)).isTrue();
        assertThat(IntStream.of(1, 100))
                .noneMatch(attempts -> isGivenUp(FailureKind.GONE, attempts, Duration.ofDays(9)));
    }

    private static boolean isGivenUp(FailureKind failureKind, int attempts, Duration age) {
        return MessageQueue.isAbandoned(Delivery.RETRIES, failureKind, attempts, age);
    }
}
