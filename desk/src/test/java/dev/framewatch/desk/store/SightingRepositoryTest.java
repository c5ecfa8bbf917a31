package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SightingRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir private Path folder;

    @AutoClose private Database database;

    @BeforeEach
    void empty() throws IOException {
        database = Database.open(Home.in(folder));
    }

    @Test
    void theMostDoubtfulSightingAwaitsReviewFirst() {
        String certain = add(1, 0.99, "match");
        String near = add(2, 0.62, "match");
        String unconfirmed = add(3, 0.97, "undecided");

        List<Sighting> waiting =
                database.read(handle -> new SightingRepository(handle).unreviewed(10));
        assertThat(waiting).extracting(Sighting::id).containsExactly(unconfirmed, near, certain);
    }

    /** Adds a sighting in a clip that was judged with a threshold of 0.6. */
    private String add(int number, double score, String verdict) {
        String id = Sighting.id("harbour", StoredPost.id(DeskRows.post(number)));
        database.write(handle -> {
            DeskRows.addSighting(handle, number, "cluster" + number, score, NOW);
            handle.execute("update sighting set verdict = ? where id = ?", verdict, id);
            new VideoRepository(handle)
                    .addVerdicts(
                            "video" + number,
                            List.of(
                                    new StoredVerdict(
                                            "harbour",
                                            "hash of the target file",
                                            verdict,
                                            null,
                                            score,
                                            0.5,
                                            1,
                                            2,
                                            1,
                                            2,
                                            "share:1/3",
                                            0.6,
                                            List.of())),
                            NOW);
        });
        return id;
    }
}
