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
 * Brings a database file to the schema that this version of Framewatch uses.
 *
 * @param file the database file; created when it does not exist
 * @param writer opens connections that write
 * @param reader opens connections that only read, and so wait for no writer
 */
record SchemaMigration(Path file, DataSource writer, DataSource reader) {
    private static final String MIGRATIONS = "classpath:dev/framewatch/desk/store/sqlite";

    /**
     * Applies the migrations that the file lacks. A file that lacks none is not locked.
     *
     * @throws IOException when one fails, or the file has a schema that this version does not know
     */
    void run() throws IOException {
        createPrivately();
        try {
            if (!Files.exists(file) || Files.size(file) == 0 || lacksMigrations()) {
                flyway(writer).migrate();
            }
        } catch (FlywayException e) {
            throw new IOException("%s cannot be migrated: %s".formatted(file, e.getMessage()), e);
        }
    }

    private boolean lacksMigrations() throws IOException {
        MigrationInfoService migrations = flyway(reader).info();
        refuseLaterVersion(migrations);
        return migrations.pending().length > 0;
    }

    /** Migrations in the file that the program lacks count as wrong, not as ignorable. */
    private static Flyway flyway(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations(MIGRATIONS)
                .ignoreMigrationPatterns(new String[0])
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
                    ("%s has schema version %s, but this Framewatch knows versions up to %s only: a"
                                    + " newer Framewatch made it; update Framewatch to open it")
                            .formatted(file, applied.get(), known.get()));
        }
    }

    private static Optional<MigrationVersion> latest(Stream<MigrationVersion> versions) {
        return versions.filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    /** The file holds addresses that let their holder write into a newsroom's chats. */
    private void createPrivately() throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.exists(file) && posix) {
            try {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException e) {
                // another process was first
            }
        }
    }
}
