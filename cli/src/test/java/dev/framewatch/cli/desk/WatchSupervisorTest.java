package dev.framewatch.cli.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchSupervisorTest {
    private static final String LAUNCHER = "FRAMEWATCH_SUPERVISOR";

    private final List<Object> events = new ArrayList<>();

    private WatchSupervisor supervisor(Map<String, String> environment) {
        return new WatchSupervisor(environment, events::add, () -> events.add("stop"), events::add);
    }

    private static String parent() {
        return "" + ProcessHandle.current().parent().orElseThrow().pid();
    }

    @Test
    void theLauncherIsAskedForAnotherProcess() {
        supervisor(Map.of(LAUNCHER, parent())).replace("judge: OutOfMemoryError");
        assertThat(events)
                .containsExactly(
                        "the process is no longer sound (judge: OutOfMemoryError) and ends", 75);
    }

    @Test
    void withoutALauncherTheProcessEndsWithAnError() {
        supervisor(Map.of()).replace("x");
        assertThat(events).endsWith(2);
    }

    @Test
    void itIsKnownHowTheProcessBeforeEnded() {
        assertThat(supervisor(Map.of("FRAMEWATCH_PREDECESSOR", "died")).hasPredecessorDied())
                .isTrue();
        assertThat(supervisor(Map.of("FRAMEWATCH_PREDECESSOR", "")).hasPredecessorDied()).isFalse();
    }

    @Test
    void aWatchWhoseLauncherIsGoneStops() {
        supervisor(Map.of(LAUNCHER, parent())).alive();
        supervisor(Map.of()).alive();
        assertThat(events).isEmpty();
        supervisor(Map.of(LAUNCHER, "1" + parent())).alive();
        assertThat(events).containsExactly("stop");
    }
}
