package dev.framewatch.desk.service;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.backup.HomeBackup;
import dev.framewatch.desk.backup.HomeRestore;
import dev.framewatch.desk.store.Database;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Backs up a home folder and restores it. */
public final class BackupService {
    private final Database database;
    private final Home home;
    private final Clock clock;
    private final String version;

    BackupService(Database database, Home home, Clock clock, String version) {
        this.database = database;
        this.home = home;
        this.clock = clock;
        this.version = version;
    }

    /**
     * Writes a backup and reads it again to verify it. A watch may be running.
     *
     * @param file backup file, which must not exist
     * @param withMedia whether to include fetched media
     * @throws ConflictException if the file exists
     * @throws RefusedException if the file is in the home folder
     * @throws IOException if something cannot be read or written; no file is left then
     */
    public HomeBackup.Summary create(Path file, boolean withMedia, String actor)
            throws IOException {
        HomeBackup.Summary summary =
                HomeBackup.write(home, database, file, withMedia, version, clock.instant());
        database.write(handle ->
                AuditLog.append(
                        handle,
                        clock,
                        actor,
                        AuditAction.BACKED_UP,
                        file.toAbsolutePath().normalize().toString(),
                        Map.of("files", summary.files())));
        return summary;
    }

    /**
     * Restores the home folder of an environment, which must not exist or be empty.
     *
     * @throws NotFoundException if there is no such file
     * @throws ConflictException if the home folder is in use
     * @throws RefusedException if the file is not a backup or is damaged
     * @throws IOException if something cannot be written; nothing is left then
     */
    public static HomeRestore.Summary restore(
            DeskServices.Environment environment, Path file, String actor) throws IOException {
        return HomeRestore.read(
                environment.home(),
                file,
                database ->
                        database.write(handle ->
                                AuditLog.append(
                                        handle,
                                        environment.clock(),
                                        actor,
                                        AuditAction.RESTORED,
                                        file.toAbsolutePath().normalize().toString(),
                                        Map.of())));
    }
}
