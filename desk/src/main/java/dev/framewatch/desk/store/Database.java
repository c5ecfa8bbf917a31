package dev.framewatch.desk.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.framewatch.file.PrivateFolder;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite database of the desk in the home folder, with one writing connection and a pool of reading
 * ones.
 *
 * <p>A write transaction takes SQLite's write lock at its start, so writers of all processes queue
 * and none fails half-way; committed transactions survive crashes and power failures. Reads take no
 * lock: each sees a snapshot of the database as of its start.
 *
 * <pre>{@code
 * List<SourceRepository.Row> sources =
 *         database.read(handle -> new SourceRepository(handle).list());
 * database.write(handle -> new SourceRepository(handle).add(settings, now));
 * }</pre>
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;

    /** Time a writer waits for the write lock, and a caller for a connection. */
    private static final int LOCK_TIMEOUT_MILLIS = 60_000;

    private final Path file;
    private final HikariDataSource writerPool;
    private final HikariDataSource readerPool;
    private final Jdbi writer;
    private final Jdbi reader;

    private Database(Path file, HikariDataSource writerPool, HikariDataSource readerPool) {
        this.file = file;
        this.writerPool = writerPool;
        this.readerPool = readerPool;
        this.writer = Jdbi.create(writerPool);
        this.reader = Jdbi.create(readerPool);
    }

    /**
     * Opens the database of a home folder. Creates it if it does not exist, and migrates it if an
     * earlier version of Framewatch created it.
     *
     * @throws IOException if it cannot be opened, or a later version of Framewatch migrated it
     */
    public static Database open(Home home) throws IOException {
        PrivateFolder.create(home.directory());
        Path file = home.database();
        DataSource writerSource = source(file, writerConfig());
        DataSource readerSource = source(file, readerConfig());
        new SchemaMigration(file, writerSource, readerSource).run();
        HikariDataSource writerPool = open(file, pool("writer", writerSource, 1, false));
        try {
            return new Database(
                    file, writerPool, open(file, pool("reader", readerSource, READERS, true)));
        } catch (IOException e) {
            writerPool.close();
            throw e;
        }
    }

    private static HikariDataSource open(Path file, HikariConfig pool) throws IOException {
        try {
            return new HikariDataSource(pool);
        } catch (RuntimeException e) {
            String reason =
                    SqliteFailure.describe(e).orElse("it cannot be opened: " + e.getMessage());
            throw new IOException(file + ": " + reason, e);
        }
    }

    /** Returns whether a home folder has a database. */
    public static boolean isIn(Home home) {
        return Files.isRegularFile(home.database());
    }

    private static SQLiteConfig writerConfig() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout(LOCK_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        return config;
    }

    /** The journal mode is stored in the file, so readers need not (and cannot) set it. */
    private static SQLiteConfig readerConfig() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setTransactionMode(TransactionMode.DEFERRED);
        config.setBusyTimeout(LOCK_TIMEOUT_MILLIS);
        return config;
    }

    private static DataSource source(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private static HikariConfig pool(
            String name, DataSource source, int connections, boolean readOnly) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(source);
        pool.setReadOnly(readOnly);
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(LOCK_TIMEOUT_MILLIS);
        return pool;
    }

    /**
     * Runs queries in a read-only transaction: they all see the same state, do not wait for a
     * writer, and fail if they try to change anything.
     *
     * @param <R> type of the result
     * @param <X> type of exception that {@code work} may throw
     * @param work queries; the result must not depend on the handle
     * @return the result of {@code work}
     */
    public <R extends @Nullable Object, X extends Exception> R read(HandleCallback<R, X> work)
            throws X {
        return reader.inTransaction(work);
    }

    /**
     * Runs statements in a transaction that holds the write lock. It is committed when {@code work}
     * returns and rolled back when it throws. A nested call joins the transaction.
     *
     * @param <X> type of exception that {@code work} may throw
     */
    public <X extends Exception> void write(HandleConsumer<X> work) throws X {
        writer.useTransaction(work);
    }

    /**
     * Runs statements in a transaction that holds the write lock, as {@link #write} does.
     *
     * @param <R> type of the result
     * @param <X> type of exception that {@code work} may throw
     * @return the result of {@code work}
     */
    public <R extends @Nullable Object, X extends Exception> R writeAndGet(
            HandleCallback<R, X> work) throws X {
        return writer.inTransaction(work);
    }

    /** Returns the writer, for statements outside a transaction. */
    public Jdbi jdbi() {
        return writer;
    }

    /**
     * Copies the database, as it is now, to a new file; other processes may write meanwhile.
     *
     * @throws IOException if it cannot be copied, or the copy is damaged
     */
    public void copyTo(Path file) throws IOException {
        try {
            writer.useHandle(handle -> handle.execute("vacuum into ?", file.toString()));
            try (Connection copy = source(file, readerConfig()).getConnection()) {
                check(copy, file);
            }
        } catch (JdbiException | SQLException e) {
            throw new IOException("the database cannot be copied: " + e.getMessage(), e);
        }
    }

    /**
     * Checks the database for damage.
     *
     * @throws IOException if it is damaged
     */
    public void check() throws IOException {
        try (Connection connection = connect()) {
            check(connection, file);
        } catch (SQLException e) {
            throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void check(Connection connection, Path file) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma integrity_check(1)")) {
            String verdict = result.next() ? result.getString(1) : "no answer";
            if (!verdict.equals("ok")) {
                throw new IOException("%s is damaged: %s".formatted(file, verdict));
            }
        }
    }

    /**
     * Opens a separate read-only connection outside the pool, owned by the caller.
     *
     * @throws SQLException if the database cannot be opened
     */
    public Connection connect() throws SQLException {
        return readerPool.getDataSource().getConnection();
    }

    /** Closes the readers first: the last connection to close merges the write-ahead log. */
    @Override
    public void close() {
        readerPool.close();
        writerPool.close();
    }
}
