package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.health.WatchHeartbeat;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private long nanos = Long.MAX_VALUE - 1; // the clock may overflow
    private final Heartbeats heartbeats = new Heartbeats(() -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void anActivityIsStuckOnceItHasMadeNoProgressForLongerThanItMay() {
        heartbeats.expect("judge", HOUR);
        pass(HOUR);
        assertThat(heartbeats.stuck()).isEmpty();
        pass(Duration.ofNanos(1));
        assertThat(heartbeats.stuck()).hasValue("judge: no progress for 60 min");
    }

    @Test
    void progressBeginsTheTimeAnew() {
        heartbeats.expect("judge", HOUR);
        pass(HOUR);
        heartbeats.progress("judge");
        pass(HOUR);
        assertThat(heartbeats.stuck()).isEmpty();
    }

    @Test
    void whatHasEndedOrNeverBegunIsNotStuck() {
        heartbeats.expect("judge", HOUR);
        heartbeats.end("judge");
        heartbeats.progress("poll");
        pass(HOUR.multipliedBy(9));
        assertThat(heartbeats.stuck()).isEmpty();
    }

    @Test
    void anotherProcessSeesHowOldTheProgressIs() {
        heartbeats.expect("judge", HOUR);
        pass(Duration.ofMinutes(50));
        WatchHeartbeat written = heartbeats.snapshot(NOON);
        assertThat(written.activities())
                .containsExactly(
                        new WatchHeartbeat.Activity(
                                "judge",
                                NOON.minus(Duration.ofMinutes(50)),
                                NOON.plus(Duration.ofMinutes(10))));
        assertThat(written.problem(NOON.plusSeconds(60))).isNull();
    }
}
