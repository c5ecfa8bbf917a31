package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.Database;
import dev.framewatch.targets.TargetStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Detects commits to the database and changes to target files, by this process or another. A check
 * reads a counter of SQLite and the timestamps of a few files; it reads no rows, takes no lock and
 * writes nothing.
 */
final class HomeChanges implements AutoCloseable {
    private final Connection connection;
    private final TargetStore targets;
    private State last;

    private record State(long commits, Map<String, String> targets) {}

    HomeChanges(Database database, TargetStore targets) throws IOException {
        this.targets = targets;
        try {
            this.connection = database.connect();
        } catch (SQLException e) {
            throw new IOException("cannot open the database: " + e.getMessage(), e);
        }
        this.last = state();
    }

    /** Returns whether anything changed since the previous call. */
    boolean hasChanged() throws IOException {
        State now = state();
        boolean changed = !now.equals(last);
        last = now;
        return changed;
    }

    private State state() throws IOException {
        return new State(commits(), targetFiles());
    }

    /** Returns a counter that changes with each commit by another connection. */
    private long commits() throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma data_version")) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IOException("cannot read the database: " + e.getMessage(), e);
        }
    }

    private Map<String, String> targetFiles() throws IOException {
        Map<String, String> files = new HashMap<>();
        for (String name : targets.names()) {
            Path file = targets.file(name);
            try {
                files.put(name, TargetScanner.version(file));
            } catch (NoSuchFileException e) {
                files.remove(name); // removed in the meantime
            }
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("cannot close the database: " + e.getMessage(), e);
        }
    }
}
