package dev.framewatch.desk.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * The desk's SQLite database in the home folder. Every transaction takes the write lock at its
 * start, so two of them wait for each other and never fail half-way; what was committed survives a
 * crash and a power cut.
 */
public final class Database implements AutoCloseable {
    private static final String FILE = "desk.db";
    private static final String MIGRATIONS = "classpath:dev/framewatch/desk/store/sqlite";
    private static final int CONNECTIONS = 4;
    private static final int PATIENCE_MILLIS = 60_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Opens a home folder's database, made when it is not there yet, brought up to date when it is
     * from an earlier version.
     *
     * @throws IOException when it cannot be opened, or is from a later version
     */
    public static Database open(Path home) throws IOException {
        Files.createDirectories(home);
        Path file = home.resolve(FILE);
        makePrivate(file);
        HikariDataSource pool = new HikariDataSource(pool(file));
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations(MIGRATIONS)
                    .loggers("slf4j")
                    .load()
                    .migrate();
            return new Database(pool);
        } catch (FlywayException e) {
            pool.close();
            throw new IOException(file + " cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    /** Whether a home folder has a database already. */
    public static boolean isIn(Path home) {
        return Files.isRegularFile(home.resolve(FILE));
    }

    /** It holds addresses that let their holder write into a newsroom's chats. */
    private static void makePrivate(Path file) throws IOException {
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

    private static HikariConfig pool(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        return pool;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** For libraries that want one. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
