package dev.framewatch.desk.store;

import java.util.Optional;
import org.sqlite.SQLiteException;

/** Says in plain words what a failure of the database means and what to do about it. */
public final class SqliteFailure {
    private SqliteFailure() {}

    /** Returns a description of the database failure among the causes; empty if there is none. */
    public static Optional<String> describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return Optional.of(describe(sqlite));
            }
        }
        return Optional.empty();
    }

    private static String describe(SQLiteException failure) {
        String code = failure.getResultCode().name();
        if (code.startsWith("SQLITE_FULL") || isFailedWrite(code)) {
            return "the database cannot be written: the disk is probably full; free some space";
        }
        if (code.startsWith("SQLITE_IOERR")) {
            return "the database cannot be read or written: check the disk";
        }
        if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB")) {
            return "the database is damaged; replace it by a backup";
        }
        if (code.startsWith("SQLITE_CANTOPEN") || code.startsWith("SQLITE_PERM")) {
            return "the database cannot be opened: check that its folder belongs to this user";
        }
        if (code.startsWith("SQLITE_READONLY")) {
            return "the database cannot be written: check that it belongs to this user, and that"
                    + " the disk is not read-only";
        }
        if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
            return "the database is in use by another program; try again later";
        }
        return "the database failed (%s)".formatted(code);
    }

    private static boolean isFailedWrite(String code) {
        return code.matches("SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHMSIZE|SHMOPEN)");
    }
}
