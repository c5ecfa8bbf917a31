package dev.framewatch.desk.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Event;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the detection of a trend from stored posts and sightings, its single alert, and its end.
 */
class TrendDetectorTest {
    private static final int USUAL_DAYS = 10;
    private static final int A_DAY = 48;

    @TempDir private Path home;

    private final JudgedPosts posts = new JudgedPosts();
    private final List<Trend> said = new ArrayList<>();
    private final MutableClock clock = new MutableClock("2026-03-01T00:00:00Z");
    @AutoClose private Database database;
    private TrendDetector watch;

    @BeforeEach
    void someUsualDays() throws IOException {
        database = Database.open(Home.in(home));
        watch =
                new TrendDetector(
                        database, TrendRule.STANDARD, clock, (_, trend) -> said.add(trend));
        for (int day = 0; day < USUAL_DAYS; day++) {
            day(A_DAY, 8);
        }
        watch.check(List.of("harbour"));
        assertThat(said).isEmpty();
    }

    @Test
    void aRateFarAboveTheBaselineIsReportedOnceWithItsFigures() {
        day(A_DAY, 2);
        watch.check(List.of("harbour"));
        watch.check(List.of("harbour"));
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().source()).isEqualTo("feed");
        assertThat(said.getFirst().comparison().now()).isEqualTo(new Counts(A_DAY, A_DAY / 2));
        assertThat(said.getFirst().comparison().pValue()).isLessThan(4e-4);
    }

    @Test
    void twiceAsManyPostsWithTheUsualRateAreNoTrend() {
        day(2 * A_DAY, 8);
        watch.check(List.of("harbour"));
        assertThat(said).isEmpty();
    }

    @Test
    void aTrendThatIsOverCanBeginAgain() {
        day(A_DAY, 2);
        watch.check(List.of("harbour"));
        day(A_DAY, 8);
        watch.check(List.of("harbour"));
        assertThat(recorded(10)).singleElement().extracting(Trend::endedAt).isNotNull();
        day(A_DAY, 1);
        watch.check(List.of("harbour"));
        assertThat(said).hasSize(2);
    }

    @Test
    void theStartAndTheEndOfATrendAreEvents() {
        day(A_DAY, 2);
        watch.check(List.of("harbour"));
        day(A_DAY, 8);
        watch.check(List.of("harbour"));
        watch.check(List.of("harbour"));
        List<Event> events = database.read(handle -> new EventRepository(handle).after(0, 100));
        assertThat(events)
                .extracting(event -> event.type() + " " + event.subject())
                .containsExactly("TREND_STARTED harbour", "TREND_ENDED harbour");
    }

    @Test
    void theSameRateIsNotATrendAmongManySources() {
        database.write(handle -> {
            for (int source = 0; source < 60; source++) {
                posts.add(
                        handle,
                        "quiet-" + source,
                        clock.instant().minus(Duration.ofDays(1)),
                        false);
            }
        });
        day(30, 2);
        watch.check(List.of("harbour"));
        assertThat(said).isEmpty();
        database.jdbi()
                .useHandle(handle -> handle.execute("delete from post where source <> 'feed'"));
        watch.check(List.of("harbour"));
        assertThat(said)
                .singleElement()
                .extracting(trend -> trend.comparison().pValue())
                .satisfies(chance -> assertThat(chance).isBetween(4e-4 / 61, 4e-4));
    }

    @Test
    void aTrendIsRecordedWithTheFiguresThatJustifiedIt() {
        day(A_DAY, 2);
        watch.check(List.of("harbour"));
        Trend recorded = recorded(10).getFirst();
        assertThat(recorded.startedAt()).isEqualTo(clock.instant());
        assertThat(recorded.endedAt()).isNull();
        assertThat(recorded.comparison().now()).isEqualTo(new Counts(48, 24));
        assertThat(recorded.comparison().baseline()).isEqualTo(new Counts(480, 60));
        assertThat(recorded.comparison().pValue()).isEqualTo(said.getFirst().comparison().pValue());
    }

    @Test
    void trendsAreListedLatestFirstUpToTheLimit() {
        for (int oneIn : new int[] {2, 8, 1}) {
            day(A_DAY, oneIn);
            watch.check(List.of("harbour"));
        }
        List<Trend> all = recorded(10);
        assertThat(all).hasSize(2);
        assertThat(all).isSortedAccordingTo(Comparator.comparing(Trend::startedAt).reversed());
        assertThat(recorded(1)).containsExactly(all.getFirst());
    }

    @Test
    void whatAPersonRejectedDoesNotCount() {
        day(A_DAY, 1);
        database.jdbi()
                .useHandle(handle -> handle.execute("update sighting set state = 'rejected'"));
        watch.check(List.of("harbour"));
        assertThat(said).isEmpty();
    }

    private List<Trend> recorded(int most) {
        return database.read(handle -> new TrendRepository(handle).of("harbour", most));
    }

    /** Adds posts spread over a day, one in {@code oneIn} of them a sighting. */
    private void day(int count, int oneIn) {
        database.write(handle -> {
            for (int i = 0; i < count; i++) {
                Instant at =
                        clock.instant().plus(Duration.ofDays(1).multipliedBy(i).dividedBy(count));
                posts.add(handle, "feed", at, i % oneIn == 0);
            }
        });
        clock.advance(Duration.ofDays(1));
    }
}
