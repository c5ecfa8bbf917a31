package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.Sources;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRepositoryTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(600);
    private static final SourceSettings BLOG =
            Sources.inside(SourceKind.FEED, "blog", "https://site.example/feed");

    @TempDir private Path home;
    @AutoClose private Database database;

    @BeforeEach
    void open() throws IOException {
        database = Database.open(Home.in(home));
    }

    private boolean done(Predicate<SourceRepository> work) {
        return database.writeAndGet(handle -> work.test(new SourceRepository(handle)));
    }

    private List<SourceRepository.Row> rows() {
        return database.read(handle -> new SourceRepository(handle).list());
    }

    private List<PollRepository.Due> due(Instant now) {
        return database.read(handle -> new PollRepository(handle).due(now));
    }

    private void poll(Consumer<PollRepository> work) {
        database.write(handle -> work.accept(new PollRepository(handle)));
    }

    @Test
    void aSourceThatWasAddedIsThereAndDueAtOnce() {
        assertThat(done(table -> table.add(BLOG, NOON))).isTrue();
        assertThat(rows())
                .containsExactly(new SourceRepository.Row(BLOG, NOON, false, NOON, 0, null, null));
        assertThat(due(NOON)).hasSize(1);
    }

    @Test
    void aNameIsTakenOnce() {
        done(table -> table.add(BLOG, NOON));
        SourceSettings other = Sources.outside(SourceKind.LIST, "blog", "/a");
        assertThat(done(table -> table.add(other, LATER))).isFalse();
        assertThat(rows()).extracting(SourceRepository.Row::settings).containsExactly(BLOG);
    }

    @Test
    void aPausedSourceIsNotDueUntilResumed() {
        done(table -> table.add(BLOG, NOON));
        assertThat(done(table -> table.pause("blog"))).isTrue();
        assertThat(due(LATER)).isEmpty();
        assertThat(done(table -> table.resume("blog", LATER))).isTrue();
        assertThat(due(LATER)).hasSize(1);
    }

    @Test
    void theStatusIncludesTheReasonOfTheLastFailure() {
        done(table -> table.add(BLOG, NOON));
        PollRepository.Due due = due(NOON).getFirst();
        poll(table -> table.recordFailure(due, NOON, "it is down", LATER));
        assertThat(rows().getFirst())
                .isEqualTo(
                        new SourceRepository.Row(BLOG, NOON, false, LATER, 1, null, "it is down"));
        poll(table -> table.recordSuccess(due, LATER, 3, 2, "cursor", "", LATER));
        assertThat(rows().getFirst())
                .isEqualTo(new SourceRepository.Row(BLOG, NOON, false, LATER, 0, LATER, null));
    }

    @Test
    void whatARemovedSourceBroughtStays() {
        done(table -> table.add(BLOG, NOON));
        PollRepository.Due due = due(NOON).getFirst();
        poll(table -> table.recordSuccess(due, NOON, 3, 2, "cursor", "", LATER));
        assertThat(done(table -> table.remove("blog"))).isTrue();
        assertThat(rows()).isEmpty();
        int polls =
                database.read(handle ->
                        handle.createQuery("select count(*) from poll").mapTo(Integer.class).one());
        assertThat(polls).isEqualTo(1);
    }

    @Test
    void unknownSourcesCannotBeChanged() {
        assertThat(done(table -> table.pause("nobody"))).isFalse();
        assertThat(done(table -> table.resume("nobody", NOON))).isFalse();
        assertThat(done(table -> table.remove("nobody"))).isFalse();
        assertThat(rows()).isEmpty();
    }
}
