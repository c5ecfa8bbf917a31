package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.SqliteFailure;
import dev.framewatch.error.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Names what was thrown, for display. Texts of unforeseen exceptions may quote the input. */
final class FailureText {
    private FailureText() {}

    /** Returns the message of a failure that was foreseen, and the kind of any other. */
    static String of(Throwable failure) {
        Optional<String> database = SqliteFailure.describe(failure);
        if (database.isPresent()) {
            return database.get();
        }
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof CompletionException
                        || cause instanceof ExecutionException
                        || cause instanceof IllegalStateException
                        || cause instanceof UncheckedIOException)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        boolean foreseen = cause instanceof ServiceException || cause instanceof IOException;
        return foreseen && message != null ? message : cause.getClass().getSimpleName();
    }
}
