package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a scan that the process did not survive. */
class ScanAttemptsTest {
    private static final String DIED = "scanning it ended the process";

    @TempDir private Path folder;

    private TestDesk desk;
    @AutoClose private Database database;
    private ScanAttempts attempts;

    @BeforeEach
    void aDesk() throws IOException {
        desk = new TestDesk(folder.resolve("home"));
        database = Database.open(Home.in(desk.home));
        attempts = new ScanAttempts(database, desk.clock, new WatchListener() {});
        for (String id : List.of("a", "b", "c")) {
            fetched(id);
        }
    }

    private void fetched(String id) {
        database.write(handle -> {
            PostRepository posts = new PostRepository(handle);
            posts.add(desk.post(id, folder), "feed", false, desk.clock.instant());
            new VideoRepository(handle)
                    .markFetched(new Video(id, 1, null, id, desk.clock.instant(), null, null));
            String row = StoredPost.id(desk.post(id, folder));
            posts.markFetched(row, id, Objects.requireNonNull(posts.get(row)).post(), "");
        });
    }

    private Video video(String id) {
        return database.read(handle -> Objects.requireNonNull(new VideoRepository(handle).get(id)));
    }

    private List<String> due() {
        return database
                .read(handle ->
                        new VideoRepository(handle)
                                .toJudge(
                                        List.of("target"),
                                        desk.clock.instant(),
                                        10,
                                        VideoRepository.Position.START))
                .stream()
                .map(Video::sha256)
                .toList();
    }

    private void scanned(String id) {
        database.write(handle -> new VideoRepository(handle).markScanned(id, 1, id, null));
    }

    @Test
    void aVideoThatEndsTheProcessTwiceIsLostAndNoOther() throws Exception {
        attempts.begin(List.of(video("a"), video("b"), video("c")));
        scanned("a");
        attempts.recover(true);

        assertThat(video("a").isSuspect()).isFalse();
        assertThat(video("b").isSuspect()).isTrue();
        assertThat(video("c").isSuspect()).isTrue();
        assertThat(due()).containsExactly("a", "b", "c");
        assertThat(desk.posts()).containsEntry("b", "fetched: " + DIED);

        attempts.begin(List.of(video("b")));
        scanned("b");
        attempts.begin(List.of(video("c")));
        attempts.recover(true);

        assertThat(video("b").isSuspect()).isFalse();
        assertThat(desk.posts()).containsEntry("a", "fetched").containsEntry("c", "lost: " + DIED);
        assertThat(due()).containsExactly("a", "b");
    }

    @Test
    void aVideoThatEndedTheProcessAloneIsScannedAgainTenMinutesLater() {
        attempts.begin(List.of(video("a")));
        attempts.recover(true);
        assertThat(due()).containsExactly("b", "c");
        desk.clock.advance(ScanAttempts.SECOND_SCAN_DELAY);
        assertThat(due()).containsExactly("a", "b", "c");
    }

    @Test
    void whoeverKillsTheProcessFourTimesMeansNoVideo() throws Exception {
        for (int kill = 0; kill < 4; kill++) {
            attempts.begin(List.of(video("a")));
            attempts.recover(false);
        }
        assertThat(desk.posts()).containsEntry("a", "fetched");
        assertThat(due()).containsExactly("a", "b", "c");
        assertThat(video("a").isSuspect()).isTrue();
        scanned("a");
        assertThat(video("a").isSuspect()).isFalse();
    }

    @Test
    void aVideoThatHasTheProcessKilledAgainAndAgainIsLost() throws Exception {
        for (int kill = 0; kill < 6; kill++) {
            attempts.begin(List.of(video("a")));
            attempts.recover(false);
            desk.clock.advance(Duration.ofHours(1));
        }
        assertThat(desk.posts())
                .containsEntry(
                        "a", "lost: the process was killed again and again while scanning it");
        assertThat(due()).containsExactly("b", "c");
    }

    @Test
    void aScanThatIsStoppedIsNoFailure() {
        attempts.begin(List.of(video("a"), video("b")));
        attempts.stop();
        attempts.recover(true);
        assertThat(video("a").isSuspect()).isFalse();
        assertThat(due()).containsExactly("a", "b", "c");
    }
}
