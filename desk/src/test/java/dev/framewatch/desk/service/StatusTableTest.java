package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.api.StatusDto;
import dev.framewatch.desk.api.StatusDto.SourceStatus;
import dev.framewatch.desk.health.WatchHeartbeat;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.ConcernRepository;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PollRepository;
import dev.framewatch.desk.store.PostFailure;
import dev.framewatch.desk.store.PostFailure.Kind;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.LightTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row per state of a watch: whether it is well, the state of its source, and what is said. */
class StatusTableTest {
    private static final Instant NOW = TestServices.NOON;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final PostFailure BLOCKED = new PostFailure(Kind.UNAVAILABLE, "blocked");
    private static final PostFailure GONE = new PostFailure(Kind.GONE, "deleted");
    private static final PostFailure NO_MEDIA = new PostFailure(Kind.NO_MEDIA, "no video");
    private static final PostFailure NO_PROGRAM = new PostFailure(Kind.LOCAL, "no yt-dlp");
    private static final PostFailure SCAN = new PostFailure(Kind.SCAN, "scanning it failed");
    private static final String WELL = "";

    @TempDir private static Path folder;

    private static Home home;
    private static Database database;
    private static long freeBytes;
    private static byte[] target = {};

    @BeforeAll
    static void aTarget() throws IOException {
        home = Home.in(folder);
        database = Database.open(home);
        LightTargets.in(home.targets(), "light", 0).close();
        target = Files.readAllBytes(home.targets().resolve("light.target"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** The state of a watch, made in the database. */
    record Desk(Handle handle) {
        Desk source(Instant added) {
            SourceSettings settings =
                    new SourceSettings(
                            "blog", SourceKind.FEED, "https://example.org/feed", HOUR, false);
            new SourceRepository(handle).add(settings, added);
            return this;
        }

        private PollRepository.Due blog() {
            return new PollRepository(handle).active().getFirst();
        }

        Desk polled(Instant at, Instant due) {
            new PollRepository(handle).recordSuccess(blog(), at, 1, 1, "", "", due);
            return this;
        }

        Desk failed(int times, Instant due) {
            for (int i = 0; i < times; i++) {
                new PollRepository(handle).recordFailure(blog(), NOW, "no answer", due);
            }
            return this;
        }

        /** A source that was polled half an hour ago. */
        Desk polled() {
            return source(NOW.minus(DAY)).polled(NOW.minus(HOUR.dividedBy(2)), NOW.plus(HOUR));
        }

        Desk posts(int count) {
            for (int i = 0; i < count; i++) {
                judged(post("judged" + i, NOW.minus(HOUR)));
            }
            return this;
        }

        private String post(String id, Instant found) {
            handle.execute(
                    "insert into post (id, platform, platform_id, source, allow_private, author_id,"
                            + " author, caption, hashtags, media, metadata, found_at, status,"
                            + " due_at) values (?, 'web', ?, 'blog', 0, '', '', '', '[]',"
                            + " '{\"none\":\"x\"}', '', ?, 'found', ?)",
                    id,
                    id,
                    found.toEpochMilli(),
                    found.toEpochMilli());
            return id;
        }

        private void judged(String id) {
            fetched(id, NOW);
            new PostRepository(handle).markJudged(id, NOW);
        }

        private void fetched(String id, Instant at) {
            new VideoRepository(handle)
                    .markFetched(new Video(id, 1, null, "media/" + id, at, null, null));
            PostRepository posts = new PostRepository(handle);
            posts.markFetched(id, id, Objects.requireNonNull(posts.get(id)).post(), "");
        }

        Desk lost(String id, PostFailure failure, Instant found, Instant at) {
            new PostRepository(handle).markLost(post(id, found), failure, at);
            return this;
        }

        Desk texts(int count) {
            for (int i = 0; i < count; i++) {
                lost("text" + i, NO_MEDIA, NOW.minus(HOUR), NOW);
            }
            return this;
        }

        Desk waiting(String id, PostFailure failure, Duration since) {
            Instant first = NOW.minus(since);
            new PostRepository(handle).postpone(post(id, first), failure, first, NOW.plus(HOUR));
            return this;
        }

        Desk unfetched(Duration since) {
            post("unfetched", NOW.minus(since));
            return this;
        }

        Desk unscanned(Duration since) {
            fetched(post("unscanned", NOW.minus(since)), NOW.minus(since));
            return this;
        }

        Desk scanned(boolean isFinal) {
            fetched(post("scanned", NOW.minus(HOUR)), NOW);
            new PostRepository(handle).markScanFailed("scanned", SCAN, isFinal, NOW);
            return this;
        }

        /** What a watch wrote that began to scan a frame, which may take 15 minutes. */
        Desk watching(Duration writtenAgo, Duration scanning) {
            Instant at = NOW.minus(writtenAgo);
            Instant began = NOW.minus(scanning);
            WatchHeartbeat.Activity scan =
                    new WatchHeartbeat.Activity(
                            "scanning a frame", began, began.plus(Duration.ofMinutes(15)));
            try {
                new WatchHeartbeat(1, at, List.of(scan)).write(home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        Desk damaged() {
            return spoilt(home.targets().resolve("light.target"));
        }

        /** Something else lies where a folder should be. */
        Desk spoilt(Path folder) {
            try {
                Files.createDirectories(Objects.requireNonNull(folder.getParent()));
                Files.writeString(folder, "a file");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        Desk concern(String reason) {
            new ConcernRepository(handle).record("disk", reason, NOW);
            return this;
        }
    }

    private static Arguments row(String name, String state, String said, Consumer<Desk> desk) {
        return Arguments.of(name, state, said, desk);
    }

    static Stream<Arguments> states() {
        return Stream.of(
                row("just added", "new", WELL, d -> d.source(NOW.minus(HOUR))),
                row(
                        "never polled",
                        "stalled",
                        "never polled, though due for 30 days: is the watch running?",
                        d -> d.source(NOW.minus(Duration.ofDays(30)))),
                row("polled on time", "ok", WELL, Desk::polled),
                row(
                        "watch stopped",
                        "stalled",
                        "poll overdue by 5 hours: is the watch running?",
                        d -> d.polled().polled(NOW.minus(HOUR), NOW.minus(HOUR.multipliedBy(5)))),
                row(
                        "clock was 3 h ahead",
                        "stalled",
                        "its last poll is dated 3 hours in the future: the clock was wrong",
                        d ->
                                d.polled()
                                        .polled(
                                                NOW.plus(HOUR.multipliedBy(3)),
                                                NOW.plus(HOUR.multipliedBy(4)))),
                row(
                        "due in three hours instead of one",
                        "stalled",
                        "its next poll is 3 hours away: the clock was wrong",
                        d -> d.polled().polled(NOW, NOW.plus(HOUR.multipliedBy(3)))),
                row(
                        "due in a month after a failure",
                        "stalled",
                        "its next poll is 30 days away: the clock was wrong",
                        d -> d.polled().failed(1, NOW.plus(DAY.multipliedBy(30)))),
                row(
                        "asked to wait two days",
                        "failing",
                        "no answer",
                        d -> d.polled().failed(1, NOW.plus(Duration.ofDays(2)))),
                row("failed once", "failing", "no answer", d -> d.polled().failed(1, NOW)),
                row(
                        "failed from the first poll",
                        "failing",
                        "no answer",
                        d -> d.source(NOW.minus(DAY)).failed(1, NOW)),
                row(
                        "failed five times",
                        "outage",
                        "5 consecutive failures: no answer",
                        d -> d.polled().failed(5, NOW)),
                row(
                        "paused, and there is no other source",
                        "paused",
                        "every source is paused",
                        d -> new SourceRepository(d.source(NOW.minus(DAY)).handle).pause("blog")),
                row(
                        "all posts lost",
                        "outage",
                        "3 of 3 posts of the last 24 hours could not be scanned: blocked",
                        d ->
                                d.polled()
                                        .lost("1", BLOCKED, NOW.minus(HOUR), NOW)
                                        .lost("2", BLOCKED, NOW.minus(HOUR), NOW)
                                        .lost("3", BLOCKED, NOW.minus(HOUR), NOW)),
                row(
                        "many articles, one with a video",
                        "ok",
                        WELL,
                        d -> d.polled().posts(1).texts(20)),
                row("two articles, none with a video", "ok", WELL, d -> d.polled().texts(2)),
                row(
                        "no article has a video",
                        "outage",
                        "20 of 20 posts of the last 24 hours could not be scanned: no video",
                        d -> d.polled().texts(20)),
                row(
                        "many articles hide no blocked videos",
                        "outage",
                        "3 of 4 posts of the last 24 hours could not be scanned: blocked",
                        d ->
                                d.polled()
                                        .posts(1)
                                        .texts(20)
                                        .waiting("1", BLOCKED, HOUR.dividedBy(2))
                                        .waiting("2", BLOCKED, HOUR.dividedBy(2))
                                        .waiting("3", BLOCKED, HOUR.dividedBy(2))),
                row(
                        "most posts blocked and waiting",
                        "outage",
                        "3 of 5 posts of the last 24 hours could not be scanned: blocked",
                        d ->
                                d.polled()
                                        .posts(2)
                                        .waiting("1", BLOCKED, Duration.ZERO)
                                        .waiting("2", BLOCKED, Duration.ZERO)
                                        .waiting("3", BLOCKED, Duration.ZERO)),
                row(
                        "the only post waits",
                        "failing",
                        "1 of 1 posts of the last 24 hours could not be scanned: blocked",
                        d -> d.polled().waiting("1", BLOCKED, Duration.ZERO)),
                row(
                        "one of four waits for a moment",
                        "ok",
                        WELL,
                        d -> d.polled().posts(3).waiting("1", BLOCKED, HOUR.dividedBy(2))),
                row(
                        "one of four waits for long",
                        "ok",
                        "source blog: 1 post waiting for another try for up to 2 hours: blocked",
                        d -> d.polled().posts(3).waiting("1", BLOCKED, HOUR.multipliedBy(2))),
                row(
                        "one of four waits for a program",
                        "ok",
                        "source blog: 1 post waiting for another try for up to 1 min: no yt-dlp",
                        d -> d.polled().posts(3).waiting("1", NO_PROGRAM, Duration.ZERO)),
                row(
                        "posts of last week still wait",
                        "ok",
                        "source blog: 2 posts waiting for another try for up to 3 days: blocked",
                        d ->
                                d.polled()
                                        .waiting("1", BLOCKED, DAY.multipliedBy(3))
                                        .waiting("2", BLOCKED, DAY.multipliedBy(2))),
                row(
                        "one of four lost",
                        "ok",
                        "source blog: 1 post lost in the last 24 hours: blocked",
                        d -> d.polled().posts(3).lost("1", BLOCKED, NOW.minus(HOUR), NOW)),
                row(
                        "lost today after days of tries",
                        "ok",
                        "source blog: 1 post lost in the last 24 hours: blocked",
                        d -> d.polled().lost("1", BLOCKED, NOW.minus(DAY.multipliedBy(5)), NOW)),
                row(
                        "lost the day before",
                        "ok",
                        WELL,
                        d ->
                                d.polled()
                                        .lost(
                                                "1",
                                                BLOCKED,
                                                NOW.minus(DAY.multipliedBy(5)),
                                                NOW.minus(DAY))),
                row(
                        "one of four deleted",
                        "ok",
                        WELL,
                        d -> d.polled().posts(3).lost("1", GONE, NOW.minus(HOUR), NOW)),
                row(
                        "a scan died once",
                        "ok",
                        "source blog: 1 post waiting for another try for up to 1 min: scanning it"
                                + " failed",
                        d -> d.polled().posts(3).scanned(false)),
                row(
                        "a scan died twice",
                        "ok",
                        "source blog: 1 post lost in the last 24 hours: scanning it failed",
                        d -> d.polled().posts(3).scanned(true)),
                row(
                        "nothing is fetched",
                        "ok",
                        "source blog: 1 post waiting to be fetched or scanned for up to 2 hours",
                        d -> d.polled().unfetched(HOUR.multipliedBy(2))),
                row(
                        "nothing is scanned",
                        "ok",
                        "source blog: 1 post waiting to be fetched or scanned for up to 2 hours",
                        d -> d.polled().unscanned(HOUR.multipliedBy(2))),
                row(
                        "posts are being worked on",
                        "ok",
                        WELL,
                        d -> d.polled().unfetched(Duration.ofMinutes(5))),
                row(
                        "never answered for 200 hours",
                        "outage",
                        "200 consecutive failures: no answer",
                        d -> d.source(NOW.minus(HOUR.multipliedBy(200))).failed(200, NOW)),
                row(
                        "not polled again for 200 hours after a failure",
                        "stalled",
                        "poll overdue by 8 days: is the watch running?",
                        d ->
                                d.source(NOW.minus(HOUR.multipliedBy(201)))
                                        .failed(1, NOW.minus(HOUR.multipliedBy(200)))),
                row(
                        "the watch lives",
                        "ok",
                        WELL,
                        d -> d.polled().watching(Duration.ofMinutes(9), Duration.ofMinutes(14))),
                row(
                        "the watch was killed",
                        "ok",
                        "the watch has shown no sign of life for 3 hours, and was not stopped",
                        d -> d.polled().watching(HOUR.multipliedBy(3), HOUR.multipliedBy(3))),
                row(
                        "a video blocks the watch",
                        "ok",
                        "the watch is stuck (scanning a frame): no progress for 20 min",
                        d -> d.polled().watching(Duration.ofMinutes(1), Duration.ofMinutes(20))),
                row(
                        "the clock was ahead when the watch wrote",
                        "ok",
                        WELL,
                        d -> d.polled().watching(HOUR.negated(), Duration.ZERO)),
                row(
                        "the heartbeat is damaged",
                        "ok",
                        home.heartbeat() + " is damaged",
                        d -> d.polled().spoilt(home.heartbeat())),
                row(
                        "evidence cannot be written",
                        "ok",
                        home.evidence() + " is not a folder",
                        d -> d.polled().spoilt(home.evidence())),
                row(
                        "media cannot be written",
                        "ok",
                        home.media() + " is not a folder",
                        d -> d.polled().spoilt(home.media())),
                row(
                        "the only target is damaged",
                        "ok",
                        "target light is not monitored: ",
                        d -> d.polled().damaged()),
                row(
                        "the watch has a problem",
                        "ok",
                        "the disk quota is used up",
                        d -> d.polled().concern("the disk quota is used up")),
                row(
                        "the disk is full",
                        "ok",
                        "only 3 MB are free on the disk of",
                        d -> {
                            d.polled();
                            freeBytes = 3_999_999;
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void itKnows(String name, String state, String said, Consumer<Desk> desk) throws IOException {
        for (Path spoilt : List.of(home.heartbeat(), home.evidence(), home.media())) {
            Files.deleteIfExists(spoilt);
        }
        Files.write(home.targets().resolve("light.target"), target);
        freeBytes = Long.MAX_VALUE;
        database.write(handle -> {
            for (String table :
                    new String[] {
                        "poll", "source", "post_metrics", "event", "post", "video", "concern"
                    }) {
                handle.execute("delete from " + table);
            }
            desk.accept(new Desk(handle));
        });
        StatusDto status =
                new StatusService(database, home, Clock.fixed(NOW, ZoneOffset.UTC), _ -> freeBytes)
                        .status();
        SourceStatus source = status.sources().getFirst();
        assertThat(source.state()).isEqualTo(state);
        assertThat(status.healthy()).isEqualTo(said.equals(WELL));
        Stream<String> reasons =
                Stream.concat(status.concerns().stream(), Stream.ofNullable(source.reason()));
        if (said.equals(WELL)) {
            assertThat(reasons).isEmpty();
        } else {
            assertThat(reasons).singleElement().asString().startsWith(said);
        }
    }
}
