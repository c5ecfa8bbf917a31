package dev.framewatch.desk.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.trend.CountRepository.TimeBucket;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountRepositoryTest {
    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir private Path home;

    @AutoClose private Database database;
    private final JudgedPosts posts = new JudgedPosts();

    @BeforeEach
    void openDatabase() throws IOException {
        database = Database.open(Home.in(home));
    }

    private void add(String source, Instant at, boolean seen) {
        database.write(handle -> posts.add(handle, source, at, seen));
    }

    private void add(
            String source,
            Instant at,
            String verdict,
            String family,
            String author,
            @Nullable Long views) {
        database.write(handle -> posts.add(handle, source, at, verdict, family, author, views));
    }

    private <T> T ask(Function<CountRepository, T> question) {
        return database.read(handle -> question.apply(new CountRepository(handle)));
    }

    private List<Counts> tallies(int count) {
        return ask(table -> table.hours(JudgedPosts.TARGET, "feed", END, count));
    }

    private List<String> sourcesSince(Instant since) {
        return ask(table -> table.sources(since));
    }

    private List<TimeBucket> lastHours(String source, int count) {
        return ask(table -> table.buckets(JudgedPosts.TARGET, source, END, HOUR, count));
    }

    @Test
    void aPostBelongsToTheStretchThatBeginsWithItsMomentNotToTheOneThatEndsWithIt() {
        add("feed", END.minus(HOUR.multipliedBy(2)).minusMillis(1), true);
        add("feed", END.minus(HOUR.multipliedBy(2)), true);
        add("feed", END.minus(HOUR).minusMillis(1), false);
        add("feed", END.minus(HOUR), true);
        add("feed", END.minusMillis(1), true);
        add("feed", END, true);

        List<TimeBucket> hours = lastHours("feed", 2);

        assertThat(hours)
                .extracting(TimeBucket::from)
                .containsExactly(END.minus(HOUR.multipliedBy(2)), END.minus(HOUR));
        assertThat(hours)
                .extracting(TimeBucket::counts)
                .containsExactly(new Counts(2, 1), new Counts(2, 2));
        assertThat(tallies(2)).containsExactly(new Counts(2, 1), new Counts(2, 2));
    }

    @Test
    void stretchesWithoutPostsAreThereToo() {
        add("feed", END.minus(Duration.ofMinutes(90)), true);

        assertThat(lastHours("feed", 3))
                .extracting(TimeBucket::counts)
                .containsExactly(Counts.ZERO, new Counts(1, 1), Counts.ZERO);
    }

    @Test
    void postsOfOneSourceAreCountedOrThoseOfAll() {
        add("feed", END.minusSeconds(1), true);
        add("list", END.minusSeconds(1), false);

        assertThat(lastHours("feed", 1).getFirst().counts()).isEqualTo(new Counts(1, 1));
        assertThat(lastHours("", 1).getFirst().counts()).isEqualTo(new Counts(2, 1));
        assertThat(lastHours("other", 1).getFirst().counts()).isEqualTo(Counts.ZERO);
    }

    @Test
    void whatCouldNotBeJudgedIsCountedAsNeither() {
        add("feed", END.minusSeconds(1), "undecided", "", "", null);
        add("feed", END.minusSeconds(1), "unreadable", "", "", null);
        add("feed", END.minusSeconds(1), "no_match", "", "", null);

        assertThat(lastHours("feed", 1).getFirst().counts()).isEqualTo(new Counts(1, 0));
    }

    @Test
    void familiesAuthorsAndViewsAreThoseOfSightingsAlone() {
        add("feed", END.minusSeconds(4), "match", "one", "anna", 100L);
        add("feed", END.minusSeconds(3), "match", "one", "ben", 20L);
        add("feed", END.minusSeconds(2), "match", "two", "ben", null);
        add("feed", END.minusSeconds(2), "match", "two", "", 3L);
        add("feed", END.minusSeconds(1), "no_match", "three", "cleo", 1000L);

        TimeBucket hour = lastHours("feed", 1).getFirst();

        assertThat(hour.counts()).isEqualTo(new Counts(5, 4));
        assertThat(hour.clusters()).isEqualTo(2);
        assertThat(hour.authors()).isEqualTo(2);
        assertThat(hour.views()).isEqualTo(123);
    }

    @Test
    void sourcesAreThoseThatBroughtSomethingSince() {
        add("late", END.minus(HOUR), false);
        add("feed", END.minus(HOUR), false);
        add("feed", END.minusSeconds(1), true);
        add("early", END.minus(HOUR).minusMillis(1), true);

        assertThat(sourcesSince(END.minus(HOUR))).containsExactly("feed", "late");
    }
}
