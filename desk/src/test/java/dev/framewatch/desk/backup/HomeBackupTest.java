package dev.framewatch.desk.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.audit.AuditVerifier;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.watch.TestDesk;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.LightClips;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeBackupTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir private Path folder;
    private TestDesk desk;
    private Path file;
    private Path restored;

    @BeforeEach
    void aDeskWithASighting() throws Exception {
        desk = new TestDesk(folder.resolve("home"));
        desk.feed(desk.post("1", LightClips.write(folder.resolve("match.mp4"), "-++++-")));
        file = folder.resolve("backup.zip");
        restored = folder.resolve("restored");
    }

    @Test
    void whatIsBackedUpUnderARunningWatchIsRestoredAndWatchedOn() throws Exception {
        List<Sighting> sightings;
        HomeBackup.Summary backup;
        try (TestDesk.Opened watch = desk.open()) {
            watch.once();
            Files.writeString(desk.home().resolve("watch.yaml"), "retain_posts: 30d\n");
            backup = backUp(watch.database(), true);
        }
        sightings = desk.sightings();
        assertThat(sightings).hasSize(1);
        assertThat(backup.notes()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        HomeRestore.Summary summary = restore();
        assertThat(summary.files()).isEqualTo(backup.files());
        assertThat(summary.createdAt()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(names(restored)).containsAll(names(desk.home()));
        assertPrivate(restored);
        TestDesk again = TestDesk.reopened(restored);
        assertThat(again.sightings()).isEqualTo(sightings);
        try (TestDesk.Opened watch = again.open()) {
            assertThat(watch.once()).isTrue();
        }
        assertThat(again.sightings()).isEqualTo(sightings);
        assertThat(restored.resolve(sightings.getFirst().evidence()).resolve("manifest.json"))
                .hasSameBinaryContentAs(
                        desk.home()
                                .resolve(sightings.getFirst().evidence())
                                .resolve("manifest.json"));
    }

    @Test
    void mediaCanBeLeftOutAndEvidenceCannot() throws Exception {
        try (TestDesk.Opened watch = desk.open()) {
            watch.once();
            backUp(watch.database(), false);
        }
        assertThat(restore().media()).isFalse();
        assertThat(names(restored))
                .anyMatch(name -> name.startsWith("evidence/"))
                .noneMatch(name -> name.startsWith("media/"));
    }

    @Test
    void theFoldersCanBeOpenedByTheirOwnerOnly() throws Exception {
        Files.setPosixFilePermissions(desk.home(), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TestDesk.Opened _ = desk.open()) {
            assertPrivate(desk.home());
        }
    }

    private static void assertPrivate(Path home) throws IOException {
        for (String name : List.of("", "media", "evidence")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(home.resolve(name))))
                    .as(name)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aBackupThatHasChangedOrWasCutOffIsRefusedAndNothingIsLeft() throws Exception {
        backUp();
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        for (byte[] damaged : List.of(changed, Arrays.copyOf(whole, whole.length - 100))) {
            Files.write(file, damaged);
            assertThatThrownBy(this::restore)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(file.toString());
            assertThat(folder).isDirectoryNotContaining("glob:**/.restored*");
            assertThat(restored).doesNotExist();
        }
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        backUp();
        assertThatThrownBy(this::backUp)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("exists already");
        Files.createDirectories(restored);
        Files.writeString(restored.resolve("mine.txt"), "mine");
        assertThatThrownBy(this::restore)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("is not empty");
        assertThat(restored.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void aBackupInsideTheHomeFolderWouldContainItselfAndIsRefused() {
        file = desk.home().resolve("backups/monday.zip");
        assertThatThrownBy(this::backUp).hasMessageContaining("choose a place outside it");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatWouldLeaveTheHomeFolderIsRefused() throws Exception {
        for (String path : List.of("../evil", "/etc/evil", "a/../../evil")) {
            zip(
                    """
                    {"format":1,"framewatch":"x","createdAt":"x","media":true,"files":[
                     {"path":"%s","sha256":"%s","bytes":0}]}\
                    """
                            .formatted(path, "0".repeat(64)),
                    path);
            assertThatThrownBy(this::restore)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("leads out of the home folder");
        }
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void aFileThatIsNoBackupIsRefused() throws Exception {
        zip("{}", "a");
        assertThatThrownBy(this::restore).isInstanceOf(RefusedException.class);
        Files.writeString(file, "no zip");
        assertThatThrownBy(this::restore).hasMessageContaining("is not a backup");
    }

    @Test
    void theRestoredAuditLogIsIntact() throws Exception {
        try (Database database = Database.open(Home.in(desk.home()))) {
            database.write(handle ->
                    AuditLog.append(
                            handle,
                            Clock.systemUTC(),
                            "anna",
                            AuditAction.BACKED_UP,
                            "x",
                            Map.of()));
        }
        backUp();
        restore();
        try (Database database = Database.open(Home.in(restored))) {
            AuditVerifier.Result log = database.read(handle -> AuditVerifier.verify(handle, null));
            assertThat(log.findings()).isEmpty();
            assertThat(log.notes()).isEmpty();
            assertThat(log.rows()).isEqualTo(1);
        }
    }

    private HomeBackup.Summary backUp() throws IOException {
        try (Database database = Database.open(Home.in(desk.home()))) {
            return backUp(database, true);
        }
    }

    private HomeBackup.Summary backUp(Database database, boolean withMedia) throws IOException {
        return HomeBackup.write(Home.in(desk.home()), database, file, withMedia, "test", NOW);
    }

    private HomeRestore.Summary restore() throws IOException {
        return HomeRestore.read(Home.in(restored), file, _ -> {});
    }

    private void zip(String manifest, String entry) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.putNextEntry(new ZipEntry("framewatch-backup.json"));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Names of all files but the database's own and the lock. */
    private static List<String> names(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(path -> home.relativize(path).toString())
                    .filter(name -> !name.startsWith("desk.db-") && !name.endsWith("lock"))
                    .sorted()
                    .toList();
        }
    }
}
