package dev.framewatch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.ChannelStatus;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertEventsTest {
    private static final String HASH = "d".repeat(64);

    @TempDir private Path home;

    private final MutableClock clock = new MutableClock("2026-03-01T12:00:00Z");

    @Test
    void onlyAMatchRaisesAnAlert() throws Exception {
        Files.createDirectories(home.resolve("evidence/1"));
        try (Database database = Database.open(Home.in(home))) {
            Channels channels = new Channels(database, clock);
            channels.add(
                    "desk",
                    new ChannelConfig.Command(List.of("true"), Duration.ofSeconds(5)),
                    SubscriptionFilter.all(ZoneOffset.UTC));
            SightingRecord undecided = sighting("undecided");
            database.write(handle -> {
                new PostRepository(handle)
                        .add(undecided.post().post(), "feed", false, clock.instant());
                new VideoRepository(handle).markFetched(undecided.video());
                new SightingRepository(handle).add(undecided.sighting());
            });
            AlertEvents alerts = new AlertEvents(new Outbox(clock), home, clock);

            database.write(handle -> alerts.sighted(handle, undecided));
            assertThat(channels.statuses()).extracting(ChannelStatus::waiting).containsExactly(0);

            database.write(handle -> alerts.sighted(handle, sighting("match")));
            assertThat(channels.statuses()).extracting(ChannelStatus::waiting).containsExactly(1);
        }
    }

    private SightingRecord sighting(String verdict) {
        Post post =
                new Post(
                        "web",
                        "7",
                        null,
                        new Post.Author("anna", "Anna"),
                        "",
                        List.of(),
                        clock.instant(),
                        Post.Counters.UNKNOWN,
                        new PostMedia.OnDisk(home.resolve("clip.mp4")),
                        "{}");
        return new SightingRecord(
                new Sighting(
                        "1",
                        "person",
                        StoredPost.id(post),
                        "video",
                        "cluster",
                        HASH,
                        0.9,
                        1,
                        clock.instant(),
                        Sighting.State.NEW,
                        verdict,
                        "evidence/1"),
                new StoredPost(StoredPost.id(post), post, "feed", false, 0, null, "video", ""),
                new Video("video", 1, null, null, clock.instant(), null, null),
                new StoredVerdict(
                        "person",
                        HASH,
                        verdict,
                        null,
                        0.9,
                        1,
                        4,
                        4,
                        4,
                        4,
                        "tutorial",
                        0.5,
                        List.of()));
    }
}
