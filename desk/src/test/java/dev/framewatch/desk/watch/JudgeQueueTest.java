package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.ScanRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeQueueTest {
    private static final Set<String> ONE = Set.of("one");
    private static final Set<String> BOTH = Set.of("one", "two");

    @TempDir private Path folder;

    private TestDesk desk;
    private Database database;
    private JudgeQueue queue;

    @BeforeEach
    void open() throws IOException {
        desk = new TestDesk(folder.resolve("home"));
        database = Database.open(Home.in(folder.resolve("other")));
        queue = new JudgeQueue(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWaitsIsJudgedInBatchesLatestFirst() {
        fetched(20);
        List<Video> first = queue.next(ONE, desk.clock.instant());
        assertThat(first).hasSize(JudgeQueue.BATCH_SIZE);
        assertThat(first.getFirst().sha256()).isEqualTo("video-018"); // at the same time as 019
        judge(first, "one");
        queue.done(first);
        assertThat(queue.next(ONE, desk.clock.instant())).hasSize(4);
    }

    @Test
    void anotherTargetLooksAtAllMediaOnce() {
        fetched(40);
        assertThat(judgeAll(ONE, "one")).isEqualTo(40);
        assertThat(judgeAll(BOTH, "two")).isEqualTo(40);
        assertThat(judgeAll(BOTH, "two")).isZero();
    }

    @Test
    void mediaAreComparedWithTheTargetsOnce() {
        fetched(3);
        judgeAll(ONE, "one");
        database.write(handle -> handle.execute("delete from verdict"));
        assertThat(queue.next(ONE, desk.clock.instant())).isEmpty();
        assertThat(new JudgeQueue(database).next(ONE, desk.clock.instant())).hasSize(3);
    }

    @Test
    void whatCouldNotBeFinishedComesAgain() {
        fetched(40);
        judgeAll(ONE, "one");
        assertThat(queue.next(BOTH, desk.clock.instant()))
                .isEqualTo(queue.next(BOTH, desk.clock.instant()))
                .hasSize(JudgeQueue.BATCH_SIZE);
    }

    @Test
    void aFailedScanForAnotherTargetIsRepeatedWhenItIsDue() {
        fetched(1);
        judgeAll(ONE, "one");
        Instant due = desk.clock.instant().plus(Duration.ofMinutes(10));
        List<Video> batch = queue.next(BOTH, desk.clock.instant());
        database.write(handle -> new ScanRepository(handle).markFailed("video-000", "x", due));
        queue.done(batch);
        assertThat(queue.next(BOTH, desk.clock.instant())).isEmpty();
        assertThat(queue.next(BOTH, due)).extracting(Video::sha256).containsExactly("video-000");
    }

    private int judgeAll(Set<String> targets, String target) {
        int judged = 0;
        List<Video> batch;
        do {
            batch = queue.next(targets, desk.clock.instant());
            judge(batch, target);
            queue.done(batch);
            judged += batch.size();
        } while (!batch.isEmpty());
        return judged;
    }

    private void fetched(int count) {
        Instant start = desk.clock.instant();
        database.write(handle -> {
            PostRepository posts = new PostRepository(handle);
            for (int i : IntStream.range(0, count).toArray()) {
                String video = "video-%03d".formatted(i);
                Post post = desk.post(video, folder);
                Instant at = start.plusSeconds(i / 2); // two at the same time
                posts.add(post, "feed", false, at);
                new VideoRepository(handle)
                        .markFetched(new Video(video, 1, null, video, at, null, null));
                String row = StoredPost.id(post);
                posts.markFetched(row, video, Objects.requireNonNull(posts.get(row)).post(), "");
            }
        });
    }

    private void judge(List<Video> videos, String target) {
        database.write(handle -> {
            for (Video video : videos) {
                new VideoRepository(handle)
                        .addVerdicts(video.sha256(), List.of(verdict(target)), video.fetchedAt());
                for (StoredPost post : new PostRepository(handle).withVideo(video.sha256())) {
                    new PostRepository(handle).markJudged(post.id(), video.fetchedAt());
                }
            }
        });
    }

    private static StoredVerdict verdict(String target) {
        return new StoredVerdict(
                target, target, "no_match", null, 0.1, 0, 0, 1, 0, 1, "share:1/3", 0.5, List.of());
    }
}
