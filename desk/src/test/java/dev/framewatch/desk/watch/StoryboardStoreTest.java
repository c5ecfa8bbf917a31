package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.backup.HomeBackup;
import dev.framewatch.desk.health.PipelineStats;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.StoryboardRepository;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.storyboard.StoryboardBuilder;
import dev.framewatch.testing.Images;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.video.VideoMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how long and within which limits storyboards are kept. */
class StoryboardStoreTest {
    private static final WatchSettings OFF = TestDesk.settings();
    private static final WatchSettings A_WEEK = keeping(Duration.ofDays(7), OFF.diskBytes());

    @TempDir private static Path clips;
    private static Path first;
    private static Path second;

    @TempDir private Path folder;
    private TestDesk desk;

    private static WatchSettings keeping(Duration time, long diskBytes) {
        return new WatchSettings(
                OFF.every(),
                OFF.rule(),
                OFF.threshold(),
                OFF.targets(),
                OFF.pause(),
                1_000_000,
                OFF.maxVideoDuration(),
                diskBytes,
                OFF.maxQueue(),
                OFF.keepMisses(),
                OFF.keepUnreviewed(),
                OFF.keepPosts(),
                time,
                null);
    }

    /** A home whose watch has judged both clips, a minute ago. */
    @BeforeAll
    static void judgeBoth() throws Exception {
        first = LightClips.write(clips.resolve("first.mp4"), "-----");
        second = LightClips.write(clips.resolve("second.mp4"), "---");
        TestDesk watched = new TestDesk(clips.resolve("home"));
        watched.oftenStandsStill();
        watched.feed(watched.post("1", first));
        watched.feed(watched.post("2", second));
        try (TestDesk.Opened opened = watched.open(A_WEEK)) {
            opened.once();
        }
    }

    @BeforeEach
    void aCopyOfThatHome() throws IOException {
        copyTree(clips.resolve("home"), folder.resolve("home"));
        desk = TestDesk.reopened(folder.resolve("home"));
        desk.clock.advance(Duration.ofMinutes(1));
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    private void cleanUp(WatchSettings settings) throws IOException {
        try (Database database = Database.open(Home.in(desk.home()))) {
            new Retention(
                            database,
                            Home.in(desk.home()),
                            new DuplicateClusters(database),
                            settings,
                            desk.clock,
                            new DeletionHold(database, desk.servers, desk.clock),
                            new Concerns(database, desk.clock),
                            new WatchListener() {
                                @Override
                                public void deleted(String what, int count) {
                                    desk.deleted.add(count + " " + what);
                                }
                            })
                    .clean();
        }
    }

    private void watch(WatchSettings settings) throws Exception {
        try (TestDesk.Opened opened = desk.open(settings)) {
            opened.once();
        }
    }

    private List<Path> files() throws IOException {
        Path storyboards = Home.in(desk.home()).storyboards();
        if (!Files.exists(storyboards)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(storyboards)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Path file(Path clip) throws IOException {
        return Home.in(desk.home()).storyboard(Sha256.of(clip));
    }

    private long bytes() throws IOException {
        try (Database database = Database.open(Home.in(desk.home()))) {
            return database.read(handle -> new StoryboardRepository(handle).bytesOnDisk());
        }
    }

    @Test
    void eachJudgedVideoHasAFileThatIsCountedAndGoesAfterItsTime() throws Exception {
        assertThat(files()).containsExactlyInAnyOrder(file(first), file(second));
        assertThat(bytes()).isEqualTo(Files.size(file(first)) + Files.size(file(second)));
        try (Database database = Database.open(Home.in(desk.home()))) {
            PipelineStats stats =
                    database.read(handle -> PipelineStats.now(handle, desk.clock().instant()));
            assertThat(stats.storyboardBytes()).isEqualTo(bytes());
        }
        desk.clock.advance(Duration.ofDays(7).minusMinutes(2));
        cleanUp(A_WEEK);
        assertThat(files()).hasSize(2);
        desk.clock.advance(Duration.ofMinutes(2));
        cleanUp(A_WEEK);
        assertThat(files()).isEmpty();
        assertThat(bytes()).isZero();
        assertThat(desk.deleted).contains("2 storyboards");
    }

    @Test
    void aVideoThatIsPostedAgainIsKeptFromThenOn() throws Exception {
        desk.clock.advance(Duration.ofDays(5));
        desk.feed(desk.post("3", first));
        watch(A_WEEK);
        desk.clock.advance(Duration.ofDays(5));
        cleanUp(A_WEEK);
        assertThat(files()).containsExactly(file(first));
        desk.clock.advance(Duration.ofDays(8));
        cleanUp(A_WEEK);
        assertThat(files()).isEmpty();
        desk.feed(desk.post("4", first));
        watch(A_WEEK);
        assertThat(files()).containsExactly(file(first));
    }

    @Test
    void whoeverTurnsItOffHasAllOfThemDeleted() throws Exception {
        cleanUp(OFF);
        assertThat(files()).isEmpty();
        assertThat(bytes()).isZero();
    }

    @Test
    void aThirdOfTheDiskQuotaIsTheMostAndTheOldestIsGivenUp() throws Exception {
        Storyboard small = aStoryboard();
        fill(500_000 - bytes());
        try (Database database = Database.open(Home.in(desk.home()))) {
            WatchSettings room = keeping(Duration.ofDays(7), 1_500_000);
            new StoryboardStore(database, Home.in(desk.home()), room, desk.clock)
                    .keep(Sha256.of(second), small);
        }
        assertThat(file(first)).doesNotExist();
        assertThat(file(second)).exists();
        assertThat(bytes()).isLessThanOrEqualTo(500_000);
    }

    private static Storyboard aStoryboard() {
        StoryboardBuilder builder = new StoryboardBuilder(1);
        builder.add(0, 0, builder.shrink(Images.black(16, 16)));
        VideoMetadata metadata = new VideoMetadata("mov", "h264", 16, 16, 0, 1);
        return Objects.requireNonNull(builder.build(metadata, 1, ""));
    }

    /** Makes another storyboard, newer than the others, as large as said. */
    private void fill(long bytes) throws IOException {
        Path other = Home.in(desk.home()).storyboard("f".repeat(64));
        Files.createDirectories(other.getParent());
        Files.write(other, new byte[8]);
        try (Database database = Database.open(Home.in(desk.home()))) {
            database.write(handle -> {
                handle.execute(
                        "insert into video (sha256, bytes, path, fetched_at) values (?, 1, null,"
                                + " ?)",
                        "f".repeat(64),
                        desk.clock().millis());
                new StoryboardRepository(handle).add("f".repeat(64), bytes, desk.clock().instant());
            });
        }
    }

    @Test
    void fetchingStopsWhereStoryboardsAndMediaUseUpTheDiskQuota() throws Exception {
        fill(1_000_000);
        desk.feed(desk.post("1", first));
        watch(keeping(Duration.ofDays(7), 1_900_000));
        assertThat(desk.notes)
                .contains(
                        "the disk quota is used up; fetching is suspended until media are"
                                + " deleted");
    }

    @Test
    void whatAKilledWatchHasLeftIsRemoved() throws Exception {
        Files.delete(file(first));
        Path withoutRow = Home.in(desk.home()).storyboard("e".repeat(64));
        Files.createDirectories(withoutRow.getParent());
        Files.write(withoutRow, new byte[9]);
        Path unfinished = file(second).resolveSibling("." + second.getFileName() + ".1.part");
        Files.write(unfinished, new byte[9]);
        try (Database database = Database.open(Home.in(desk.home()))) {
            new StoryboardStore(database, Home.in(desk.home()), A_WEEK, desk.clock).sweep();
        }
        assertThat(files()).containsExactly(file(second));
        assertThat(bytes()).isEqualTo(Files.size(file(second)));
    }

    @Test
    void aStoryboardThatCannotBeWrittenCostsNoVerdict() throws Exception {
        cleanUp(OFF);
        desk.feed(desk.post("3", first));
        try (TestDesk.Opened opened = desk.open(A_WEEK)) {
            Path parent = Objects.requireNonNull(file(first).getParent());
            DurableFiles.deleteTree(parent);
            Files.write(parent, new byte[1]);
            opened.once();
        }
        assertThat(desk.posts()).containsEntry("3", "judged");
        assertThat(desk.concerns())
                .singleElement()
                .asString()
                .startsWith("the storyboard of a video could not be kept");
    }

    @Test
    void aBackupLeavesThemOut() throws Exception {
        Path backup = folder.resolve("backup.zip");
        try (Database database = Database.open(Home.in(desk.home()))) {
            HomeBackup.write(
                    Home.in(desk.home()), database, backup, true, "test", desk.clock().instant());
        }
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            assertThat(zip.stream().map(Object::toString))
                    .anyMatch(name -> name.contains("media/"))
                    .noneMatch(name -> name.contains("storyboard"));
        }
    }
}
