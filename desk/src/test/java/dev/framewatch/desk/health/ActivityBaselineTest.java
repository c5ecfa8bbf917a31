package dev.framewatch.desk.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.health.ActivityBaseline.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ActivityBaselineTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final List<Poll> polls = new ArrayList<>();
    private Instant now = START;

    @Test
    void aSourceThatBringsWhatItUsuallyBringsIsNotSilent() {
        bring(200, Duration.ofMinutes(30), 5, 1);
        assertThat(habit().silence()).isNull();
        assertThat(habit().newItemsToday()).isEqualTo(48);
        assertThat(Objects.requireNonNull(habit().medianDailyItems())).isEqualTo(48);
    }

    @Test
    void emptyAnswersWhereThereIsUsuallySomethingAreAnOutage() {
        bring(40, Duration.ofMinutes(30), 5, 0);
        bring(1, Duration.ofMinutes(30), 0, 0);
        assertThat(habit().silence()).isNull();
        bring(1, Duration.ofMinutes(30), 0, 0);
        assertThat(habit().silence()).contains("last 2 responses were empty");
    }

    @Test
    void aFolderThatIsOftenEmptyMayBeEmpty() {
        for (int i = 0; i < 20; i++) {
            bring(1, Duration.ofMinutes(30), 1, 1);
            bring(1, Duration.ofMinutes(30), 0, 0);
        }
        bring(4, Duration.ofMinutes(30), 0, 0);
        assertThat(habit().silence()).isNull();
    }

    @Test
    void nothingNewForLongIsAnOutageThoughTheAnswersAreFull() {
        bring(100, Duration.ofMinutes(20), 30, 1);
        bring(12, Duration.ofMinutes(20), 30, 0);
        assertThat(habit().silence()).contains("nothing new for 4 hours", "every 20 min");
    }

    @Test
    void aFeedThatSleepsAtNightMaySleepAtNight() {
        for (int day = 0; day < 10; day++) {
            bring(16, Duration.ofHours(1), 30, 3);
            bring(8, Duration.ofHours(1), 30, 0);
        }
        assertThat(habit().silence()).isNull();
        bring(8, Duration.ofHours(1), 30, 0);
        assertThat(habit().silence()).contains("nothing new");
    }

    @Test
    void aNewSourceHasNoHabitYet() {
        bring(3, Duration.ofMinutes(10), 5, 5);
        bring(5, Duration.ofMinutes(10), 0, 0);
        assertThat(habit().silence()).isNull();
        assertThat(habit().medianDailyItems()).isNull();
    }

    private void bring(int times, Duration apart, int items, int fresh) {
        for (int i = 0; i < times; i++) {
            now = now.plus(apart);
            polls.add(new Poll(now, items, fresh, null));
        }
    }

    private ActivityBaseline habit() {
        return new ActivityBaseline(List.copyOf(polls), now);
    }
}
