package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.verdict.LightClips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class FetchStageTest {
    @TempDir private Path folder;

    private TestDesk desk;
    private Path match;

    @BeforeEach
    void aDesk() throws IOException {
        desk = new TestDesk(folder.resolve("home"));
        match = LightClips.write(folder.resolve("match.mp4"), "-++++-");
    }

    @Test
    void whateverFetchingAPostThrowsIsItsFailureAndTheNextIsFetched() throws Exception {
        Map<String, Throwable> thrown =
                Map.of(
                        "a", new NullPointerException("a private text"),
                        "b", new UncheckedIOException(new IOException("x")),
                        "c", new StackOverflowError(),
                        "d", new OutOfMemoryError("Java heap space"),
                        "e", new NoClassDefFoundError("x"),
                        "f", new AssertionError("x"));
        thrown.forEach((id, what) -> {
            desk.troubles.put(id, what);
            desk.feed.add(desk.post(id, match));
        });
        desk.feed.add(desk.post("z", match));
        assertThat(once()).isFalse();
        assertThat(desk.posts()).containsEntry("z", "judged");
        thrown.forEach((id, what) ->
                assertThat(posts())
                        .containsEntry(
                                id,
                                "found: cannot process its media (%s)"
                                        .formatted(what.getClass().getSimpleName())));
        desk.troubles.clear();
        desk.clock.advance(Duration.ofMinutes(1));
        assertThat(once()).isTrue();
        assertThat(desk.sightings()).hasSize(7);
    }

    @Test
    void whatThePlatformCallsDeletedIsLostAtOnce() throws Exception {
        fails("1", FailureKind.GONE, "it no longer exists", null);
        once();
        assertThat(desk.posts()).containsEntry("1", "lost: it no longer exists");
    }

    @ParameterizedTest
    @CsvSource({
        // kind, hours between two rounds, days after which it is lost
        "UNAVAILABLE, 12, 5",
        "UNAVAILABLE, 24, 7",
        "TRANSIENT, 6, 3",
        "TRANSIENT, 12, 4",
    })
    void whatMayComeBackIsTriedEightTimesAndOverDays(FailureKind kind, int hours, int days)
            throws Exception {
        fails("1", kind, "not now", null);
        Duration passed = Duration.ZERO;
        try (TestDesk.Opened opened = desk.open()) {
            opened.watch().round();
            while ("found: not now".equals(desk.posts().get("1"))) {
                desk.clock.advance(Duration.ofHours(hours));
                passed = passed.plusHours(hours);
                opened.watch().round();
            }
        }
        assertThat(desk.posts()).containsEntry("1", "lost: not now");
        assertThat(passed)
                .isBetween(Duration.ofDays(days).minusHours(hours), Duration.ofDays(days));
    }

    @Test
    void aBlockedPostIsNotAskedForWithinHalfAnHour() throws Exception {
        fails("1", FailureKind.UNAVAILABLE, "blocked", null);
        once();
        desk.troubles.clear();
        desk.clock.advance(Duration.ofMinutes(29));
        once();
        assertThat(desk.posts()).containsEntry("1", "found: blocked");
        desk.clock.advance(Duration.ofMinutes(31));
        once();
        assertThat(desk.posts()).containsEntry("1", "judged");
    }

    @Test
    void aSourceWhoseSiteLimitsTheRateIsLeftAloneAndItsOtherPostsLoseNoTry() throws Exception {
        fails("1", FailureKind.UNAVAILABLE, "too many requests", Duration.ofMinutes(30));
        desk.feed.add(desk.post("2", match));
        once();
        assertThat(desk.posts())
                .containsEntry("1", "found: too many requests")
                .containsEntry("2", "found");
        desk.clock.advance(Duration.ofMinutes(30));
        once();
        assertThat(desk.posts()).containsEntry("2", "judged");
    }

    @Test
    void aFailureOfThisMachineNeverLosesAPost() throws Exception {
        fails("1", FailureKind.LOCAL, "yt-dlp is missing", null);
        try (TestDesk.Opened opened = desk.open()) {
            for (int day = 0; day < 30; day++) {
                opened.watch().round();
                desk.clock.advance(Duration.ofDays(1));
            }
            assertThat(desk.posts()).containsEntry("1", "found: yt-dlp is missing");
            desk.troubles.clear();
            opened.watch().round();
        }
        assertThat(desk.posts()).containsEntry("1", "judged");
    }

    @Test
    void aFullDiskIsSaidAndPostsWaitUntilThereIsSpace() throws Exception {
        desk.feed.add(desk.post("1", match));
        WatchSettings standard = TestDesk.settings();
        WatchSettings moreThanTheDiskHas =
                new WatchSettings(
                        1,
                        null,
                        standard.threshold(),
                        standard.targets(),
                        Duration.ZERO,
                        Long.MAX_VALUE / 4,
                        standard.maxVideoDuration(),
                        Long.MAX_VALUE / 2,
                        standard.maxQueue(),
                        standard.keepMisses(),
                        standard.keepUnreviewed(),
                        standard.keepPosts(),
                        Duration.ZERO,
                        null);
        try (TestDesk.Opened opened = desk.open(moreThanTheDiskHas)) {
            assertThat(opened.once()).isFalse();
            opened.once();
        }
        String said =
                "the disk is nearly full; fetching is suspended until there is space for a video";
        assertThat(desk.notes).containsExactly(said);
        assertThat(desk.concerns()).containsExactly(said);
        assertThat(desk.posts()).containsEntry("1", "found");
        assertThat(once()).isTrue();
        assertThat(desk.concerns()).isEmpty();
        assertThat(desk.posts()).containsEntry("1", "judged");
    }

    private void fails(String id, FailureKind kind, String reason, @Nullable Duration retryAfter) {
        desk.troubles.put(id, new FetchException(kind, reason, retryAfter, null));
        desk.feed.add(desk.post(id, match));
    }

    private Map<String, String> posts() {
        try {
            return desk.posts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean once() throws Exception {
        try (TestDesk.Opened opened = desk.open()) {
            return opened.watch().once();
        }
    }
}
