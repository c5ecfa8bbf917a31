package dev.framewatch.desk.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Migrates a database file to the schema of this version of Framewatch.
 *
 * @param file database file; created if it does not exist
 * @param writer opens writing connections
 * @param reader opens read-only connections, which do not wait for writers
 */
record SchemaMigration(Path file, DataSource writer, DataSource reader) {
    private static final String MIGRATIONS = "classpath:dev/framewatch/desk/store/sqlite";

    /**
     * Applies pending migrations. The file is not locked if there are none.
     *
     * @throws IOException if a migration fails, or the schema is newer than this version supports
     */
    void run() throws IOException {
        createPrivately();
        try {
            if (!Files.exists(file) || Files.size(file) == 0 || lacksMigrations()) {
                flyway(writer).migrate();
            }
        } catch (FlywayException e) {
            Optional<String> reason = SqliteFailure.describe(e);
            throw new IOException(
                    reason.isPresent()
                            ? file + ": " + reason.get()
                            : "cannot migrate %s: %s".formatted(file, e.getMessage()),
                    e);
        }
    }

    private boolean lacksMigrations() throws IOException {
        MigrationInfoService migrations = flyway(reader).info();
        refuseLaterVersion(migrations);
        return migrations.pending().length > 0;
    }

    /**
     * Treats migrations in the file that are unknown to this version as errors. Applies one that
     * was added with a lower number than the latest: they are independent of each other.
     */
    private static Flyway flyway(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations(MIGRATIONS)
                .ignoreMigrationPatterns(new String[0])
                .outOfOrder(true)
                .loggers("slf4j")
                .load();
    }

    private void refuseLaterVersion(MigrationInfoService migrations) throws IOException {
        Optional<MigrationVersion> applied =
                latest(Arrays.stream(migrations.applied()).map(MigrationInfo::getVersion));
        Optional<MigrationVersion> known =
                latest(
                        Arrays.stream(migrations.all())
                                .filter(migration -> migration.getState().isResolved())
                                .map(MigrationInfo::getVersion));
        if (applied.isPresent()
                && known.isPresent()
                && applied.get().isNewerThan(known.get().getVersion())) {
            throw new IOException(
                    ("%s has schema version %s, but this Framewatch supports versions up to %s: a"
                                    + " newer Framewatch migrated it; update Framewatch to open it")
                            .formatted(file, applied.get(), known.get()));
        }
    }

    private static Optional<MigrationVersion> latest(Stream<MigrationVersion> versions) {
        return versions.filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    /** The file holds webhook URLs that grant write access to a newsroom's chats. */
    private void createPrivately() throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.exists(file) && posix) {
            try {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException e) {
                // created by another process in the meantime
            }
        }
    }
}
