package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private Path home;
    @AutoClose private Database database;

    @BeforeEach
    void open() throws IOException {
        database = Database.open(Home.in(home));
    }

    private static List<Event> after(Database database, long id) {
        return database.read(handle -> new EventRepository(handle).after(id, 100));
    }

    private void append(EventType type, String subject) {
        database.write(handle ->
                new EventRepository(handle).append(type, subject, NOW, Map.of("reason", "x")));
    }

    @Test
    void anEventAndItsFactAreThereTogetherOrNotAtAll() {
        String id = database.writeAndGet(handle -> DeskRows.addPost(handle, 1, NOW));
        assertThatThrownBy(() ->
                        database.write(handle -> {
                            new PostRepository(handle)
                                    .markLost(
                                            id,
                                            new PostFailure(PostFailure.Kind.GONE, "gone"),
                                            NOW);
                            throw new IllegalStateException("the process dies here");
                        }))
                .hasMessage("the process dies here");
        assertThat(after(database, 0)).isEmpty();
        assertThat(lostPosts()).isZero();

        database.write(handle ->
                new PostRepository(handle)
                        .markLost(id, new PostFailure(PostFailure.Kind.GONE, "gone"), NOW));
        assertThat(after(database, 0))
                .containsExactly(
                        new Event(1, NOW, EventType.POST_LOST, id, "{\"reason\":\"gone\"}"));
        assertThat(lostPosts()).isEqualTo(1);
    }

    private int lostPosts() {
        return database.read(handle ->
                handle.createQuery("select count(*) from post where status = 'lost'")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void aChangeWithoutEffectIsNotAnEvent() {
        database.write(handle -> {
            String post = DeskRows.addPost(handle, 1, NOW);
            new PostRepository(handle)
                    .markLost(post, new PostFailure(PostFailure.Kind.GONE, "gone"), NOW);
            new PostRepository(handle)
                    .markLost(post, new PostFailure(PostFailure.Kind.GONE, "gone"), NOW);
            DeskRows.addSighting(handle, 2, "c", 0.9, NOW);
            DeskRows.addSighting(handle, 2, "c", 0.9, NOW);
        });
        assertThat(after(database, 0))
                .extracting(Event::type)
                .containsExactly(EventType.POST_LOST, EventType.SIGHTING_RECORDED);
    }

    @Test
    void aReviewEventHasTheAnswerButNotTheNote() {
        String id = database.writeAndGet(handle -> DeskRows.addSighting(handle, 1, "c", 0.9, NOW));
        database.write(handle ->
                new ReviewRepository(handle)
                        .add(
                                new ReviewRepository.Review(
                                        id,
                                        null,
                                        Sighting.State.CONFIRMED,
                                        "ann",
                                        "mine",
                                        NOW,
                                        null)));
        assertThat(after(database, 1))
                .containsExactly(
                        new Event(
                                2,
                                NOW,
                                EventType.REVIEW_ANSWERED,
                                id,
                                "{\"actor\":\"ann\",\"answer\":\"confirmed\"}"));
    }

    @Test
    void targetEventsNameTheirAuditRow() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        for (AuditAction action : AuditAction.values()) {
            database.write(handle ->
                    AuditLog.append(handle, clock, "ann", action, action.word(), Map.of()));
        }
        assertThat(after(database, 0))
                .extracting(event -> event.type() + " " + event.subject())
                .containsExactly(
                        "TARGET_ADDED trained",
                        "TARGET_ADDED enrolled",
                        "TARGET_ADDED imported",
                        "TARGET_ADDED target-restored",
                        "TARGET_ADDED target-renamed",
                        "TARGET_ADDED target-copied",
                        "TARGET_REMOVED target-removed");
    }

    @Test
    void anotherProcessReadsOnFromTheLastEventThatItKnows() throws IOException {
        try (Database follower = Database.open(Home.in(home))) {
            long lastId = follower.read(handle -> new EventRepository(handle).lastId());
            assertThat(lastId).isZero();
            append(EventType.OUTAGE_STARTED, "feed");
            append(EventType.OUTAGE_ENDED, "feed");
            List<Event> first = after(follower, 0);
            assertThat(first)
                    .extracting(Event::type)
                    .containsExactly(EventType.OUTAGE_STARTED, EventType.OUTAGE_ENDED);
            append(EventType.TREND_STARTED, "harbour");
            assertThat(after(follower, first.getLast().id()))
                    .extracting(Event::subject)
                    .containsExactly("harbour");
            List<Event> two = follower.read(handle -> new EventRepository(handle).after(0, 2));
            assertThat(two).hasSize(2);
            assertThat(after(follower, 3)).isEmpty();
        }
    }

    @Test
    void idsAreNotUsedAgainAfterOldEventsAreDeleted() {
        append(EventType.OUTAGE_STARTED, "old");
        database.write(
                handle -> assertThat(new EventRepository(handle).deleteBefore(NOW)).isZero());
        database.write(handle ->
                assertThat(new EventRepository(handle).deleteBefore(NOW.plusMillis(1)))
                        .isEqualTo(1));
        append(EventType.OUTAGE_STARTED, "new");
        assertThat(after(database, 0)).extracting(Event::id).containsExactly(2L);
    }

    @Test
    void eventsAreWrittenInTransactionsOnlyAndNeverChanged() {
        append(EventType.OUTAGE_STARTED, "feed");
        assertThatThrownBy(
                        () -> database.write(handle -> handle.execute("update event set id = 5")))
                .hasMessageContaining("events are never changed");
        assertThatThrownBy(() ->
                        database.jdbi()
                                .useHandle(handle ->
                                        new EventRepository(handle)
                                                .append(
                                                        EventType.OUTAGE_ENDED,
                                                        "feed",
                                                        NOW,
                                                        Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }
}
