package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.Sources;
import dev.framewatch.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueTimeRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir private Path home;

    @Test
    void futureDueTimesMoveAndOverdueOnesStay() throws Exception {
        SourceSettings settings = Sources.outside(SourceKind.LIST, "feed", "list");
        Post post = DeskRows.post(1);
        try (Database database = Database.open(Home.in(home))) {
            database.write(handle -> {
                new SourceRepository(handle).add(settings, NOW);
                new PostRepository(handle).add(post, "feed", false, NOW);
                Instant before = NOW.minus(HOUR);
                new DueTimeRepository(handle).moveBack(HOUR, before);
                assertThat(new PollRepository(handle).nextDue()).contains(before);
                assertThat(new PostRepository(handle).nextFetch()).contains(before);
                new DueTimeRepository(handle).moveBack(HOUR, before);
                assertThat(new PollRepository(handle).nextDue()).contains(before);
                assertThat(new PostRepository(handle).nextFetch()).contains(before);
            });
        }
    }
}
