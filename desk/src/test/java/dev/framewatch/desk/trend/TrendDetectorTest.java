package dev.framewatch.desk.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Event;
import dev.framewatch.desk.store.EventRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From rows of posts and sightings to a Trend that is said once, and its end. */
class TrendDetectorTest {
    private static final int USUAL_DAYS = 10;
    private static final int A_DAY = 48;

    @TempDir private Path home;

    private final List<Trend> said = new ArrayList<>();
    private final Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private Database database;
    private TrendDetector watch;
    private int posts;

    @BeforeEach
    void someUsualDays() throws IOException {
        database = Database.open(home);
        watch =
                new TrendDetector(
                        database, TrendRule.STANDARD, clock, (_, trend) -> said.add(trend));
        for (int day = 0; day < USUAL_DAYS; day++) {
            day(A_DAY, 8);
        }
        watch.look(List.of("harbour"));
        assertThat(said).isEmpty();
    }

    @AfterEach
    void closed() {
        database.close();
    }

    @Test
    void aRateFarAboveTheUsualIsSaidOnceWithItsFigures() {
        day(A_DAY, 2);
        watch.look(List.of("harbour"));
        watch.look(List.of("harbour"));
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().source()).isEqualTo("feed");
        assertThat(said.getFirst().comparison().now()).isEqualTo(new Counts(A_DAY, A_DAY / 2));
        assertThat(said.getFirst().comparison().pValue()).isLessThan(4e-4);
    }

    @Test
    void twiceAsManyPostsWithTheUsualRateAreNoTrend() {
        day(2 * A_DAY, 8);
        watch.look(List.of("harbour"));
        assertThat(said).isEmpty();
    }

    @Test
    void aTrendThatIsOverCanBeginAgain() {
        day(A_DAY, 2);
        watch.look(List.of("harbour"));
        day(A_DAY, 8);
        watch.look(List.of("harbour"));
        List<Trend> recorded =
                database.read(handle -> new TrendRepository(handle).of("harbour", 10));
        assertThat(recorded).singleElement().extracting(Trend::ended).isNotNull();
        day(A_DAY, 1);
        watch.look(List.of("harbour"));
        assertThat(said).hasSize(2);
    }

    @Test
    void theStartAndTheEndOfATrendAreEvents() {
        day(A_DAY, 2);
        watch.look(List.of("harbour"));
        day(A_DAY, 8);
        watch.look(List.of("harbour"));
        watch.look(List.of("harbour"));
        List<Event> events = database.read(handle -> new EventRepository(handle).after(0, 100));
        assertThat(events)
                .extracting(event -> event.type() + " " + event.subject())
                .containsExactly("TREND_STARTED harbour", "TREND_ENDED harbour");
    }

    @Test
    void whatAPersonRejectedDoesNotCount() {
        day(A_DAY, 1);
        database.jdbi()
                .useHandle(handle -> handle.execute("update sighting set state = 'rejected'"));
        watch.look(List.of("harbour"));
        assertThat(said).isEmpty();
    }

    /** Posts spread over a day, of which one in so many is a sighting. */
    private void day(int count, int oneIn) {
        for (int i = 0; i < count; i++) {
            post(i % oneIn == 0, now.plus(Duration.ofDays(1).multipliedBy(i).dividedBy(count)));
        }
        now = now.plus(Duration.ofDays(1));
    }

    private void post(boolean seen, Instant at) {
        String id = "p" + posts++;
        long millis = at.toEpochMilli();
        database.write(handle -> {
            handle.execute(
                    "insert into video (sha256, bytes, fetched_at) values (?, 1, ?)", id, millis);
            handle.execute(
                    "insert into verdict values (?, 'harbour', 'd', ?, null, 0.9, 1, 1, 1,"
                            + " 1, 1, 'share:1/3', 0.5, ?)",
                    id,
                    seen ? "match" : "no_match",
                    millis);
            handle.execute(
                    "insert into post (id, platform, platform_id, source, allow_private,"
                            + " author_id, author, caption, hashtags, media, metadata,"
                            + " found_at, status, due_at, video, judged_at) values (?,"
                            + " 'web', ?, 'feed', 0, '', '', '', '[]', '{}', '', ?,"
                            + " 'judged', 0, ?, ?)",
                    id,
                    id,
                    millis,
                    id,
                    millis);
            if (seen) {
                handle.execute(
                        "insert into sighting values (?, 'harbour', ?, ?, ?, 'd', 0.9, 1,"
                                + " ?, 'new', '')",
                        id,
                        id,
                        id,
                        id,
                        millis);
            }
        });
    }
}
