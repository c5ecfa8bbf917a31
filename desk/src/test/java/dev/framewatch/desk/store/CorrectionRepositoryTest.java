package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final String OTHER = "other";

    @TempDir private Path folder;

    @AutoClose private Database database;

    @BeforeEach
    void threeVideosThatTwoTargetsScanned() throws IOException {
        database = Database.open(Home.in(folder));
        for (String video : List.of("match", "no_match", "undecided")) {
            database.write(handle -> {
                VideoRepository videos = new VideoRepository(handle);
                videos.markFetched(new Video(video, 1, null, "media/" + video, NOW, null, null));
                videos.addVerdicts(video, List.of(verdict("first", video)), NOW);
                videos.addVerdicts(video, List.of(verdict(OTHER, "no_match")), NOW);
            });
        }
    }

    @Test
    void anotherTargetFileScansEveryVideoAgain() {
        assertThat(toScan("second")).containsExactly("match", "no_match", "undecided");
    }

    @Test
    void aFileThatOnlyRejectsMoreScansOnlyWhatTheOtherFound() {
        narrow("first", "second");
        assertThat(toScan("second")).containsExactly("match", "undecided");
        assertThat(judged("no_match")).containsExactlyInAnyOrder("second", OTHER);
        assertThat(judged("match")).containsExactly(OTHER);

        narrow("second", "third");
        assertThat(toScan("third")).containsExactly("match", "undecided");
    }

    @Test
    void theWiderFileScansWhatOnlyTheNarrowerOneDidNotFind() {
        narrow("second", "first");
        assertThat(toScan("second")).containsExactly("match", "no_match", "undecided");
    }

    @Test
    void aFileThatIsNarrowedAndWidenedInTurnsIsNoEndlessLoop() {
        narrow("first", "second");
        narrow("second", "first");
        assertThat(toScan("second")).containsExactly("match", "undecided");
    }

    private void narrow(String wider, String narrower) {
        database.write(handle -> new CorrectionRepository(handle).narrowed(wider, narrower, NOW));
    }

    private List<String> toScan(String target) {
        return database
                .read(handle ->
                        new VideoRepository(handle)
                                .toJudge(
                                        List.of(target, OTHER),
                                        NOW,
                                        10,
                                        VideoRepository.Position.START))
                .stream()
                .map(Video::sha256)
                .toList();
    }

    private Set<String> judged(String video) {
        return database.read(
                handle -> new VideoRepository(handle).judgedFor(video, List.of("second", OTHER)));
    }

    private static StoredVerdict verdict(String target, String verdict) {
        return new StoredVerdict(
                "person", target, verdict, null, 0.5, 0.5, 1, 2, 1, 2, "share:1/3", 0.5, List.of());
    }
}
