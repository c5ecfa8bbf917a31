package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.MessageRepository;
import dev.framewatch.desk.alert.MessageRepository.Message;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditEntry;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.export.SightingQuery;
import dev.framewatch.desk.export.SightingSummary;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads lists page by page while rows are added: no row is skipped or repeated. */
class PageTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int ROWS = 23;
    private static final int LIMIT = 4;

    @TempDir private Path home;
    @AutoClose private Database database;

    @BeforeEach
    void open() throws IOException {
        database = Database.open(Home.in(home));
    }

    /** Returns a time shared by three rows, so the order depends on ids as well. */
    private static Instant time(int row) {
        return START.plusSeconds(row / 3);
    }

    /** Adds rows, then reads all pages, adding one row between two of them. */
    private <T> List<Page<T>> pagesWhileRowsAreAdded(
            ObjIntConsumer<Handle> add, BiFunction<Handle, PageRequest, Page<T>> read) {
        for (int row = 0; row < ROWS; row++) {
            addRow(add, row);
        }
        List<Page<T>> pages = new ArrayList<>();
        String next = null;
        do {
            PageRequest request = PageRequest.after(next, LIMIT);
            Page<T> page = database.read(handle -> read.apply(handle, request));
            pages.add(page);
            addRow(add, ROWS + 10 + pages.size());
            next = page.next();
        } while (next != null);
        return pages;
    }

    private void addRow(ObjIntConsumer<Handle> add, int row) {
        database.write(handle -> add.accept(handle, row));
    }

    private static <T, K> void assertEachRowComesOnce(
            List<Page<T>> pages, Function<T, K> key, List<K> expected) {
        assertThat(pages.stream().flatMap(page -> page.items().stream()).map(key).toList())
                .containsExactlyElementsOf(expected);
        assertThat(pages).hasSize((expected.size() + LIMIT - 1) / LIMIT);
        assertThat(pages.getFirst().total()).isEqualTo(expected.size());
        assertThat(pages.getLast().total()).isEqualTo(expected.size() + pages.size() - 1);
    }

    private List<String> column(String query) {
        return database.read(handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    @Test
    void postsLatestFirst() {
        List<Page<PostRow>> pages =
                pagesWhileRowsAreAdded(
                        (handle, row) -> DeskRows.addPost(handle, row, time(row)),
                        (handle, request) ->
                                new PostRepository(handle).page(PostRow.Filter.ALL, request));
        assertEachRowComesOnce(
                pages,
                row -> row.post().id(),
                column(
                        "select id from post where found_at < "
                                + time(ROWS + 1).toEpochMilli()
                                + " order by found_at desc, id"));
    }

    @Test
    void postsOfOneStatusAndSource() {
        database.write(handle -> {
            String lost = DeskRows.addPost(handle, 1, START);
            DeskRows.addPost(handle, 2, START);
            new PostRepository(handle)
                    .markLost(
                            lost,
                            new PostFailure(PostFailure.Kind.GONE, "deleted by its author"),
                            START);
        });
        Page<PostRow> lost =
                database.read(handle ->
                        new PostRepository(handle)
                                .page(
                                        new PostRow.Filter(PostStatus.LOST, "feed"),
                                        PageRequest.first(LIMIT)));
        assertThat(lost.total()).isEqualTo(1);
        assertThat(lost.next()).isNull();
        assertThat(lost.items().getFirst().reason()).isEqualTo("deleted by its author");
        assertThat(lost.items().getFirst().foundAt()).isEqualTo(START);
        Page<PostRow> elsewhere =
                database.read(handle ->
                        new PostRepository(handle)
                                .page(
                                        new PostRow.Filter(PostStatus.LOST, "other"),
                                        PageRequest.first(LIMIT)));
        assertThat(elsewhere).isEqualTo(new Page<PostRow>(List.of(), 0, null));
    }

    @Test
    void sightingsLatestFirst() {
        List<Page<String>> pages =
                pagesWhileRowsAreAdded(
                        (handle, row) ->
                                DeskRows.addSighting(handle, row, "c" + row, 0.9, time(row)),
                        (handle, request) ->
                                ids(new SightingQuery(handle).page(SightingFilter.ALL, request)));
        assertEachRowComesOnce(
                pages,
                id -> id,
                column(
                        "select id from sighting where seen_at < "
                                + time(ROWS + 1).toEpochMilli()
                                + " order by seen_at desc, id"));
    }

    private static Page<String> ids(Page<SightingSummary> page) {
        return new Page<>(
                page.items().stream().map(row -> row.sighting().id()).toList(),
                page.total(),
                page.next());
    }

    @Test
    void sightingsOfOneStateHaveTheirOwnTotal() {
        database.write(handle -> {
            String first = DeskRows.addSighting(handle, 1, "c1", 0.9, START);
            DeskRows.addSighting(handle, 2, "c2", 0.9, START);
            new SightingRepository(handle).setState(first, Sighting.State.CONFIRMED);
        });
        SightingFilter confirmed =
                new SightingFilter(List.of(), "harbour", Sighting.State.CONFIRMED, null, null);
        assertThat(
                        database.read(handle ->
                                        new SightingQuery(handle)
                                                .page(confirmed, PageRequest.first(LIMIT)))
                                .total())
                .isEqualTo(1);
    }

    /** The best sighting represents its cluster; many have the same score. */
    @Test
    void theReviewQueueBestFirst() {
        List<Page<Sighting>> pages =
                pagesWhileRowsAreAdded(
                        (handle, row) -> {
                            double score = row < ROWS ? 0.5 + 0.1 * (row % 4) : 0.99;
                            DeskRows.addSighting(handle, 2 * row, "c" + row, score, time(row));
                            DeskRows.addSighting(handle, 2 * row + 1, "c" + row, 0.4, time(row));
                        },
                        (handle, request) -> new SightingRepository(handle).reviewQueue(request));
        assertEachRowComesOnce(
                pages,
                Sighting::id,
                column(
                        "select id from sighting where score between 0.45 and 0.95 order by score"
                                + " desc, id"));
    }

    @Test
    void aReviewedClusterIsNotInTheReviewQueue() {
        database.write(handle -> {
            String seen = DeskRows.addSighting(handle, 1, "same", 0.9, START);
            DeskRows.addSighting(handle, 2, "same", 0.8, START);
            new SightingRepository(handle).setState(seen, Sighting.State.REJECTED);
        });
        Page<Sighting> queue =
                database.read(handle ->
                        new SightingRepository(handle).reviewQueue(PageRequest.first(LIMIT)));
        assertThat(queue).isEqualTo(new Page<Sighting>(List.of(), 0, null));
    }

    @Test
    void pollsLatestFirst() {
        List<Page<PollRepository.Poll>> pages =
                pagesWhileRowsAreAdded(
                        (handle, row) ->
                                handle.execute(
                                        "insert into poll (source, polled_at, items, new_items)"
                                                + " values ('feed', 1, ?, 0)",
                                        row),
                        (handle, request) -> new PollRepository(handle).page(null, request));
        assertEachRowComesOnce(
                pages,
                poll -> Integer.toString(poll.items()),
                column("select items from poll where items < " + ROWS + " order by id desc"));
    }

    @Test
    void pollsOfOneSource() {
        database.write(handle ->
                handle.execute(
                        "insert into poll (source, polled_at, items, new_items) values ('feed', 1,"
                                + " 5, 2), ('other', 1, 6, 0)"));
        Page<PollRepository.Poll> polls =
                database.read(handle ->
                        new PollRepository(handle).page("feed", PageRequest.first(LIMIT)));
        assertThat(polls.total()).isEqualTo(1);
        assertThat(polls.items())
                .containsExactly(
                        new PollRepository.Poll(1, "feed", Instant.ofEpochMilli(1), 5, 2, null));
    }

    @Test
    void auditRowsLatestFirst() {
        List<Page<AuditEntry>> pages =
                pagesWhileRowsAreAdded(
                        (handle, row) ->
                                AuditLog.append(
                                        handle,
                                        Clock.fixed(START, ZoneOffset.UTC),
                                        "ann",
                                        AuditAction.REVIEWED,
                                        "s" + row,
                                        Map.of()),
                        AuditLog::page);
        assertEachRowComesOnce(
                pages,
                AuditEntry::subject,
                column("select subject from audit where seq <= " + ROWS + " order by seq desc"));
    }

    @Test
    void messagesLatestFirst() {
        Clock clock = Clock.fixed(START, ZoneOffset.UTC);
        new Channels(database, clock)
                .add(
                        "desk",
                        new ChannelConfig.AtomFeed("feed.xml", 10),
                        SubscriptionFilter.all(ZoneOffset.UTC));
        List<Page<Message>> pages =
                pagesWhileRowsAreAdded(
                        (handle, row) ->
                                new Outbox(clock)
                                        .announce(
                                                handle,
                                                new AlertEvent.Outage(
                                                        "feed" + row, START, "silent", START)),
                        (handle, request) ->
                                new MessageRepository(handle)
                                        .page(MessageRepository.Filter.ALL, request));
        assertEachRowComesOnce(
                pages,
                Message::eventKey,
                column(
                        "select event_key from message where seq <= "
                                + ROWS
                                + " order by seq desc"));
        assertThat(messages("desk", MessageRepository.State.WAITING)).isGreaterThan(ROWS);
        assertThat(messages("desk", MessageRepository.State.DEAD)).isZero();
        assertThat(messages("other", null)).isZero();
    }

    private long messages(String channel, MessageRepository.@Nullable State state) {
        return database.<Page<Message>, RuntimeException>read(handle ->
                        new MessageRepository(handle)
                                .page(
                                        new MessageRepository.Filter(channel, state),
                                        PageRequest.first(LIMIT)))
                .total();
    }

    @Test
    void aRequestThatCannotBeAnsweredNamesItsField() {
        assertThatThrownBy(() -> PageRequest.first(0))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("between 1 and 1000, not 0");
        for (String cursor : List.of("", "x", "1.", "99999999999999999999", "1.a b", "1'--")) {
            assertThatThrownBy(() -> PageRequest.after(cursor, 10))
                    .as(cursor)
                    .isInstanceOfSatisfying(
                            InvalidFieldException.class,
                            e -> assertThat(e.field()).isEqualTo("after"));
        }
    }

    @Test
    void aCursorIsReadAsItWasWritten() {
        for (Cursor cursor : List.of(Cursor.at(7), new Cursor(-5, "0a_b-c"))) {
            assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
        }
    }
}
