package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.framewatch.desk.api.LostPostDto;
import dev.framewatch.desk.api.RetriedPostsDto;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.Post.Author;
import dev.framewatch.desk.post.Post.Counters;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Event;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.EventType;
import dev.framewatch.desk.store.PostFailure;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.ScanRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.error.NotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostServiceTest {
    private static final PostFailure BLOCKED =
            new PostFailure(PostFailure.Kind.UNAVAILABLE, "blocked");

    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    @AutoClose private Database database;
    private PostService posts;

    @BeforeEach
    void open() throws IOException {
        desk = new TestServices(folder);
        database = Database.open(desk.home);
        posts = desk.services.posts();
    }

    private String found(String id, String source) {
        Post post =
                new Post(
                        "web",
                        id,
                        URI.create("https://example.org/" + id),
                        Author.UNKNOWN,
                        "",
                        List.of(),
                        null,
                        Counters.UNKNOWN,
                        new PostMedia.At(URI.create("https://example.org/" + id + ".mp4")),
                        "");
        database.write(
                handle -> new PostRepository(handle).add(post, source, false, TestServices.NOON));
        return StoredPost.id(post);
    }

    private String lost(String id, String source) {
        String row = found(id, source);
        database.write(
                handle -> new PostRepository(handle).markLost(row, BLOCKED, TestServices.NOON));
        return row;
    }

    private List<String> toFetch() {
        return database
                .read(handle -> new PostRepository(handle).toFetch(TestServices.NOON, 10))
                .stream()
                .map(post -> post.post().id() + " " + post.attempts())
                .toList();
    }

    @Test
    void lostPostsAreListedWithTheirReason() {
        lost("1", "anna");
        lost("2", "ben");
        found("3", "anna");
        assertThat(posts.lost(null))
                .extracting(LostPostDto::id)
                .containsExactlyInAnyOrder("1", "2");
        assertThat(posts.lost("anna"))
                .containsExactly(
                        new LostPostDto(
                                "anna",
                                "web",
                                "1",
                                "https://example.org/1",
                                TestServices.NOON,
                                TestServices.NOON,
                                1,
                                "unavailable",
                                "blocked",
                                true,
                                "",
                                null));
    }

    @Test
    void aRetryGivesLostPostsAllTheirTriesAgainAndIsAnEventOfEach() {
        String anna = lost("1", "anna");
        lost("2", "ben");
        long last = database.read(handle -> new EventRepository(handle).lastId());
        assertThat(posts.retry("anna")).isEqualTo(new RetriedPostsDto(1, 0, 0));
        List<Event> events = database.read(handle -> new EventRepository(handle).after(last, 10));
        assertThat(events)
                .extracting(Event::type, Event::subject)
                .containsExactly(tuple(EventType.POST_RETRIED, anna));
        assertThat(posts.lost(null)).extracting(LostPostDto::id).containsExactly("2");
        assertThat(toFetch()).containsExactly("1 0");
    }

    @Test
    void aRetryMakesWaitingPostsDue() {
        String waiting = found("1", "anna");
        database.write(handle ->
                new PostRepository(handle)
                        .postpone(
                                waiting,
                                BLOCKED,
                                TestServices.NOON,
                                TestServices.NOON.plus(Duration.ofHours(12))));
        assertThat(toFetch()).isEmpty();
        assertThat(posts.retry(null)).isEqualTo(new RetriedPostsDto(0, 1, 0));
        assertThat(toFetch()).containsExactly("1 1");
    }

    @Test
    void mediaWhoseScanDiedAreScannedAgainIfTheyAreStillOnDisk() {
        String row = found("1", "anna");
        database.write(handle -> {
            VideoRepository videos = new VideoRepository(handle);
            PostRepository rows = new PostRepository(handle);
            videos.markFetched(
                    new Video("hash", 1, null, "media/a", TestServices.NOON, null, null));
            rows.markFetched(row, "hash", Objects.requireNonNull(rows.get(row)).post(), "");
            new ScanRepository(handle).markFailed("hash", "x", TestServices.NOON);
            new ScanRepository(handle).markFailed("hash", "x", TestServices.NOON);
            rows.markScanFailed(
                    "hash", new PostFailure(PostFailure.Kind.SCAN, "x"), true, TestServices.NOON);
        });
        assertThat(posts.lost(null)).extracting(LostPostDto::kind).containsExactly("scan");
        assertThat(posts.retry(null)).isEqualTo(new RetriedPostsDto(1, 0, 0));
        assertThat(toFetch()).isEmpty();
        List<Video> due =
                database.read(handle ->
                        new VideoRepository(handle)
                                .toJudge(
                                        List.of("target"),
                                        TestServices.NOON,
                                        10,
                                        VideoRepository.Position.START));
        assertThat(due).extracting(Video::sha256).containsExactly("hash");
    }

    @Test
    void whatRetentionHasErasedCannotBeTriedAgainAndIsSaid() {
        lost("1", "anna");
        database.write(handle -> handle.execute("update post set erased_at = 1"));
        assertThat(posts.lost(null)).extracting(LostPostDto::retryable).containsExactly(false);
        assertThat(posts.retry(null)).isEqualTo(new RetriedPostsDto(0, 0, 1));
    }

    @Test
    void anUnknownSourceIsRefusedAndARemovedOneIsNot() {
        lost("1", "removed");
        assertThat(posts.lost("removed")).hasSize(1);
        assertThatThrownBy(() -> posts.retry("typo"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no source 'typo'");
    }
}
