package dev.framewatch.desk.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.Sources;
import dev.framewatch.desk.store.ConcernRepository;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Event;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.PostFailure;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageDetectorTest {
    @TempDir private Path home;

    @AutoClose private Database database;
    private final MutableClock clock = new MutableClock("2026-03-01T00:00:00Z");
    private final List<String> said = new ArrayList<>();
    private OutageDetector watch;

    @BeforeEach
    void aSource() throws IOException {
        database = Database.open(Home.in(home));
        database.write(handle ->
                new SourceRepository(handle)
                        .add(Sources.outside(SourceKind.FEED, "feed", "x"), Instant.EPOCH));
        watch =
                new OutageDetector(
                        database,
                        clock,
                        new OutageDetector.Announcer() {
                            @Override
                            public void outage(
                                    Handle handle, String source, Instant since, String why) {
                                said.add("outage of " + source + ": " + why);
                            }

                            @Override
                            public void recovery(
                                    Handle handle, String source, Instant since, Instant ended) {
                                said.add("recovery of " + source);
                            }
                        });
    }

    @Test
    void anOutageAndItsEndAreReportedOnceEach() {
        polled(20, 3, null);
        polled(5, 0, "connection refused");
        sql("update source set consecutive_failures = 5");
        watch.check();
        watch.check();
        assertThat(said)
                .containsExactly("outage of feed: 5 consecutive failures: connection refused");
        polled(1, 3, null);
        sql("update source set consecutive_failures = 0");
        watch.check();
        watch.check();
        assertThat(said).hasSize(2).last().isEqualTo("recovery of feed");
        List<Event> events = database.read(handle -> new EventRepository(handle).after(0, 100));
        assertThat(events)
                .extracting(event -> event.type() + " " + event.subject())
                .containsExactly("OUTAGE_STARTED feed", "OUTAGE_ENDED feed");
    }

    @Test
    void aSingleFailureIsShownAndNoOutage() {
        polled(20, 3, null);
        polled(1, 0, "too slow");
        sql("update source set consecutive_failures = 1");
        watch.check();
        assertThat(said).isEmpty();
        SourceHealth health =
                database.read(handle -> new SourceHealthRepository(handle).all(clock.instant()))
                        .getFirst();
        assertThat(health.state()).isEqualTo(SourceHealth.State.FAILING);
        assertThat(health.reason()).isEqualTo("too slow");
        assertThat(health.failures24h()).isEqualTo(1);
    }

    @Test
    void aSourceThatIsNotPolledIsReportedAsStalled() {
        polled(20, 3, null);
        clock.advance(Duration.ofHours(2));
        SourceHealth health =
                database.read(handle -> new SourceHealthRepository(handle).all(clock.instant()))
                        .getFirst();
        assertThat(health.state()).isEqualTo(SourceHealth.State.STALLED);
        assertThat(health.reason()).contains("2 hours: is the watch running?");
    }

    @Test
    void aKnownPostThatDoesNotComeBackIsAnOutage() {
        database.jdbi()
                .useHandle(handle ->
                        new CanaryRepository(handle)
                                .add(Canary.Kind.POST, "feed", "pinned", clock.instant()));
        clock.advance(Duration.ofHours(23));
        watch.check();
        assertThat(said).isEmpty();
        clock.advance(Duration.ofHours(2));
        watch.check();
        assertThat(said)
                .hasSize(1)
                .first()
                .asString()
                .contains("has not returned the post pinned for 25 hours");
        database.jdbi()
                .useHandle(handle ->
                        new CanaryRepository(handle)
                                .markReturned("feed", List.of("a", "pinned"), clock.instant()));
        watch.check();
        assertThat(said).hasSize(2);
    }

    @Test
    void aProblemOfTheWatchIsAnOutageUntilItIsOver() {
        database.write(handle ->
                new ConcernRepository(handle).record("disk", "the disk is full", clock.instant()));
        watch.check();
        watch.check();
        assertThat(said).containsExactly("outage of watch: disk: the disk is full");
        database.write(handle -> new ConcernRepository(handle).remove("disk"));
        watch.check();
        assertThat(said).hasSize(2).last().isEqualTo("recovery of watch: disk");
    }

    @Test
    void aSourceWhosePostsAreMostlyBlockedIsAnOutage() {
        polled(20, 3, null);
        for (String id : List.of("a", "b", "c")) {
            lost(id, PostFailure.Kind.UNAVAILABLE);
        }
        watch.check();
        assertThat(said)
                .containsExactly(
                        "outage of feed: 3 of 3 posts of the last 24 hours could not be scanned:"
                                + " blocked");
    }

    @Test
    void aLostPostIsReportedAndItsDayEndsWithoutARecovery() {
        polled(20, 3, null);
        sql("update source set paused = 1"); // its silence is none
        lost("a", PostFailure.Kind.PERMANENT);
        watch.check();
        assertThat(said)
                .containsExactly(
                        "outage of posts of feed, lost: source feed: 1 post lost in the last 24"
                                + " hours: blocked");
        clock.advance(Duration.ofHours(25));
        watch.check();
        assertThat(said).hasSize(1);
        assertThat(openOutages()).isZero();
    }

    @Test
    void theOutageOfARemovedSourceEndsWithoutARecovery() {
        polled(20, 3, null);
        sql("update source set consecutive_failures = 5");
        watch.check();
        sql("delete from source");
        watch.check();
        assertThat(said).hasSize(1);
        assertThat(openOutages()).isZero();
    }

    private int openOutages() {
        return database.read(handle ->
                handle.createQuery("select count(*) from outage where ended_at is null")
                        .mapTo(Integer.class)
                        .one());
    }

    private void lost(String id, PostFailure.Kind kind) {
        database.write(handle -> {
            handle.execute(
                    "insert into post (id, platform, platform_id, source, allow_private, author_id,"
                            + " author, caption, hashtags, media, metadata, found_at, status,"
                            + " due_at) values (?, 'web', ?, 'feed', 0, '', '', '', '[]', '', '',"
                            + " ?, 'found', 0)",
                    id,
                    id,
                    clock.millis());
            new PostRepository(handle)
                    .markLost(id, new PostFailure(kind, "blocked"), clock.instant());
        });
    }

    private void polled(int times, int items, @Nullable String failure) {
        for (int i = 0; i < times; i++) {
            clock.advance(Duration.ofMinutes(10));
            database.jdbi()
                    .useHandle(handle ->
                            handle.execute(
                                    "insert into poll (source, polled_at, items, new_items,"
                                            + " failure) values ('feed', ?, ?, 1, ?)",
                                    clock.instant().toEpochMilli(),
                                    items,
                                    failure));
        }
        sql("update source set last_success_at = 1, due_at = " + clock.instant().toEpochMilli());
    }

    private void sql(String statement) {
        database.jdbi().useHandle(handle -> handle.execute(statement));
    }
}
