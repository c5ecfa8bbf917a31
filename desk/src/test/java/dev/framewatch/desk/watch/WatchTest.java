package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.health.SourceHealth;
import dev.framewatch.desk.health.SourceHealthRepository;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.Sources;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.verdict.LightTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    @TempDir private Path folder;

    private TestDesk desk;
    private Path match;
    private Path miss;

    @BeforeEach
    void aDesk() throws IOException {
        desk = new TestDesk(folder.resolve("home"));
        match = LightClips.write(folder.resolve("match.mp4"), "-++++-");
        miss = LightClips.write(folder.resolve("miss.mp4"), "------");
    }

    @Test
    void aMatchInAPostBecomesOneSightingWithEvidence() throws Exception {
        desk.feed.add(desk.post("1", match));
        desk.feed.add(desk.post("2", miss));
        assertThat(once()).isTrue();
        assertThat(desk.sightings()).hasSize(1);
        Sighting sighting = desk.sightings().getFirst();
        assertThat(sighting.target()).isEqualTo("light");
        assertThat(sighting.positiveFraction()).isBetween(0.6, 0.7);
        assertThat(sighting.score()).isBetween(0.9, 1.0);
        assertThat(desk.announced).containsExactly(sighting.id());
        Path evidence = desk.home.resolve(sighting.evidence());
        assertThat(evidence.resolve("evidence.json")).exists();
        assertThat(evidence.resolve("sighting.json")).content().contains("caption of 1");
        try (Stream<Path> files = Files.list(evidence)) {
            assertThat(files.filter(file -> file.toString().endsWith(".jpg"))).isNotEmpty();
        }
    }

    @Test
    void whatCouldNotBeHadOfAPostIsSaidInItsEvidence() throws Exception {
        desk.missing = "2 of 3 pictures";
        desk.feed.add(desk.post("1", match));
        once();
        Path evidence = desk.home.resolve(desk.sightings().getFirst().evidence());
        assertThat(evidence.resolve("sighting.json"))
                .content()
                .containsPattern("\"missing\"\\s*:\\s*\"2 of 3 pictures\"");
    }

    @Test
    @Timeout(120)
    void oneRoundReportsAPostWhileTheNextIsBeingFetched() throws Exception {
        desk.feed.add(desk.post("1", match));
        desk.feed.add(desk.post("2", miss));
        CountDownLatch reported = new CountDownLatch(1);
        desk.whenAnnounced = reported::countDown;
        desk.beforeFetch =
                post -> {
                    try {
                        if (post.id().equals("2")) {
                            reported.await();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        assertThat(once()).isTrue();
        assertThat(desk.announced).hasSize(1);
        assertThat(media()).hasSize(2);
    }

    @Test
    void aSecondRoundFindsNothingNew() throws Exception {
        desk.feed.add(desk.post("1", match));
        once();
        int looks = desk.eyes.looks();
        assertThat(once()).isTrue();
        assertThat(desk.sightings()).hasSize(1);
        assertThat(desk.announced).hasSize(1);
        assertThat(desk.eyes.looks()).isEqualTo(looks);
    }

    @Test
    void theSameBytesInAnotherPostAreASightingWithoutASecondLook() throws Exception {
        desk.feed.add(desk.post("1", match));
        once();
        int looks = desk.eyes.looks();
        desk.feed.add(desk.post("2", match));
        once();
        assertThat(desk.sightings()).hasSize(2);
        assertThat(desk.sightings())
                .extracting(Sighting::clusterId)
                .containsOnly(desk.sightings().getFirst().clusterId());
        assertThat(desk.eyes.looks()).isEqualTo(looks);
    }

    @Test
    void aNewTargetLooksAtWhatIsStillOnDisk() throws Exception {
        desk.feed.add(desk.post("1", miss));
        once();
        LightTargets.in(desk.home.resolve("targets"), "dark", 0).close();
        once();
        assertThat(desk.sightings()).extracting(Sighting::target).containsExactly("dark");
    }

    @Test
    void mediaThatDoNotComeAreAskedForAgainAndGivenUpInTheEnd() throws Exception {
        desk.feed.add(desk.post("1", match));
        desk.trouble =
                new FetchException(FetchException.FailureKind.TRANSIENT, "the line is down", null);
        assertThat(once()).isFalse();
        desk.trouble = null;
        assertThat(once()).isTrue();
        assertThat(desk.sightings()).isEmpty();
        desk.clock.advance(Duration.ofMinutes(2));
        once();
        assertThat(desk.sightings()).hasSize(1);
    }

    @Test
    void aTaskThatThrowsIsSaidAndTheNextIsRun() throws Exception {
        List<Throwable> thrown =
                List.of(
                        new IOException("no such folder"),
                        new NullPointerException("a private text"),
                        new StackOverflowError(),
                        new OutOfMemoryError("Java heap space"));
        CountDownLatch last = new CountDownLatch(1);
        List<String> replaced = new ArrayList<>();
        desk.supervisor = replaced::add;
        for (Throwable one : thrown) {
            desk.tasks.add(
                    new ScheduledTask(
                            one.getClass().getSimpleName(),
                            Duration.ofMinutes(1),
                            () -> WatchTest.<RuntimeException>sneak(one)));
        }
        desk.tasks.add(
                new ScheduledTask(
                        "last",
                        Duration.ofMinutes(1),
                        () -> {
                            last.countDown();
                            return ScheduledTask.Result.DONE;
                        }));
        assertThat(once()).isFalse();
        assertThat(last.getCount()).isZero();
        assertThat(desk.notes)
                .containsExactly(
                        "IOException: no such folder; will retry",
                        "NullPointerException: NullPointerException; will retry",
                        "StackOverflowError: StackOverflowError; will retry",
                        "OutOfMemoryError: OutOfMemoryError; will retry");
        assertThat(desk.concerns()).hasSize(4);
        assertThat(replaced).containsExactly("OutOfMemoryError: OutOfMemoryError");
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> ScheduledTask.Result sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void whereThereIsNoSourceItSaysSo() throws Exception {
        try (Database database = Database.open(Home.in(desk.home))) {
            database.jdbi().useHandle(handle -> handle.execute("delete from source"));
        }
        assertThat(once()).isTrue();
        assertThat(desk.notes).singleElement().asString().contains("no active sources");
    }

    @Test
    void aSourceThatFailsIsLeftAloneAsLongAsItAskedFor() throws Exception {
        desk.feed.add(desk.post("1", match));
        desk.trouble = new SourceException("too many requests", Duration.ofHours(3), null);
        assertThat(round()).isFalse();
        desk.trouble = null;
        desk.clock.advance(Duration.ofHours(2));
        round();
        assertThat(desk.sightings()).isEmpty();
        desk.clock.advance(Duration.ofHours(1));
        round();
        assertThat(desk.sightings()).hasSize(1);
    }

    @Test
    void aSourceThatAnswersAsTheLastTimeIsWellAndSoAreItsCanaries() throws Exception {
        desk.feed.add(desk.post("1", miss));
        try (Database database = Database.open(Home.in(desk.home))) {
            database.jdbi()
                    .useHandle(handle ->
                            new CanaryRepository(handle)
                                    .add(Canary.Kind.POST, "feed", "1", desk.clock.instant()));
        }
        for (int poll = 0; poll < 20; poll++) {
            desk.unchanged = poll >= 12;
            desk.clock.advance(Duration.ofHours(4));
            once();
        }
        try (Database database = Database.open(Home.in(desk.home))) {
            List<SourceHealth> sources =
                    database.read(
                            handle -> new SourceHealthRepository(handle).all(desk.clock.instant()));
            assertThat(sources).allMatch(SourceHealth::isHealthy);
            List<Canary> canaries = database.read(handle -> new CanaryRepository(handle).all());
            assertThat(canaries).allMatch(canary -> canary.problem(desk.clock.instant()) == null);
        }
    }

    @Test
    void aSecondProcessIsToldWhoWatches() throws Exception {
        try (TestDesk.Opened _ = desk.open()) {
            assertThatThrownBy(desk::open)
                    .hasMessageContaining("already being watched")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        desk.open().close();
    }

    @Test
    void mediaOfMissesGoAfterTheirTimeAndThoseOfSightingsStay() throws Exception {
        desk.feed.add(desk.post("1", match));
        desk.feed.add(desk.post("2", miss));
        once();
        desk.oftenStandsStill();
        assertThat(media()).hasSize(2);
        desk.clock.advance(Duration.ofHours(25));
        once();
        assertThat(media()).hasSize(1);
        desk.clock.advance(Duration.ofDays(31));
        once();
        assertThat(media()).isEmpty();
        assertThat(desk.sightings())
                .extracting(Sighting::state)
                .containsExactly(Sighting.State.EXPIRED);
        assertThat(desk.home.resolve("evidence/frames")).isEmptyDirectory();
    }

    @Test
    void whatWasLeftHalfDoneIsClearedAway() throws Exception {
        Files.createDirectories(desk.home.resolve("arriving/x"));
        Path orphan = Files.createDirectories(desk.home.resolve("media/ab")).resolve("abc.mp4");
        Files.writeString(orphan, "half");
        Path half = Files.createDirectories(desk.home.resolve("evidence/.7b5ab0c6ba39.half"));
        Files.writeString(half.resolve("01.jpg"), "half");
        desk.open().close();
        assertThat(half).doesNotExist();
        assertThat(desk.home.resolve("arriving")).doesNotExist();
        assertThat(orphan).doesNotExist();
    }

    @Test
    @Timeout(120)
    void aWatchThatRunsDoesTheSameAndEndsWhenTold() throws Exception {
        desk.feed.add(desk.post("1", match));
        CountDownLatch seen = new CountDownLatch(1);
        desk.whenAnnounced = seen::countDown;
        try (TestDesk.Opened opened = desk.open()) {
            Thread stopper =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    seen.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                                opened.watch().stop();
                            });
            opened.watch().run();
            stopper.join();
        }
        assertThat(desk.sightings()).hasSize(1);
    }

    /** The tasks continue, and immediately pick up work added by another process. */
    @Test
    @Timeout(120)
    void aClockThatGoesBackAnHourStopsNoTask() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        desk.whenAnnounced =
                () -> {
                    first.countDown();
                    second.countDown();
                };
        desk.feed.add(desk.post("1", match));
        try (TestDesk.Opened opened = desk.open();
                Database other = Database.open(Home.in(desk.home))) {
            Thread watching =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    opened.watch().run();
                                } catch (IOException | InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            first.await();
            desk.clock.advance(Duration.ofHours(-1));
            desk.feed.add(desk.post("2", match));
            TestDesk.add(other, Sources.inside(SourceKind.FEED, "new", "new"));
            second.await();
            opened.watch().stop();
            watching.join();
        }
        assertThat(desk.sightings()).hasSize(2);
    }

    @Test
    void aClockThatWasAheadBeforeTheStartDelaysNothing() throws Exception {
        Duration ahead = Duration.ofHours(3);
        desk.clock.advance(ahead);
        desk.feed.add(desk.post("1", match));
        desk.troubles.put(
                "1", new FetchException(FetchException.FailureKind.TRANSIENT, "down", null));
        round();
        desk.clock.advance(ahead.negated().plusMinutes(5));
        desk.troubles.clear();
        desk.feed.add(desk.post("2", match));
        round();
        assertThat(desk.notes).singleElement().asString().contains("set back by 10500 s");
        assertThat(desk.posts()).containsEntry("2", "judged");
        desk.clock.advance(Duration.ofMinutes(1));
        round();
        assertThat(desk.posts()).containsEntry("1", "judged");
        assertThat(desk.notes).hasSize(1);
        try (Database database = Database.open(Home.in(desk.home))) {
            List<SourceHealth> sources =
                    database.read(
                            handle -> new SourceHealthRepository(handle).all(desk.clock.instant()));
            assertThat(sources).allMatch(SourceHealth::isHealthy);
        }
    }

    @Test
    void aClockThatGoesBackAnHourDelaysNoSourceForAnHour() throws Exception {
        try (TestDesk.Opened opened = desk.open()) {
            opened.watch().round();
            desk.feed.add(desk.post("1", match));
            desk.clock.advance(Duration.ofHours(-1));
            opened.watch().round();
            assertThat(desk.announced).isEmpty();
            desk.clock.advance(Duration.ofMinutes(10));
            opened.watch().round();
        }
        assertThat(desk.announced).hasSize(1);
        assertThat(desk.notes).singleElement().asString().contains("set back by 3600 s");
    }

    private boolean once() throws Exception {
        try (TestDesk.Opened opened = desk.open()) {
            return opened.watch().once();
        }
    }

    private boolean round() throws Exception {
        try (TestDesk.Opened opened = desk.open()) {
            return opened.watch().round();
        }
    }

    private List<Path> media() throws IOException {
        try (Stream<Path> files = Files.walk(desk.home.resolve("media"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
