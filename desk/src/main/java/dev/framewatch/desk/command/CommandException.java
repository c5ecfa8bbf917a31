package dev.framewatch.desk.command;

import org.jspecify.annotations.Nullable;

/** A command brought nothing that can be used; the message names it and says why, for people. */
public final class CommandException extends Exception {
    CommandException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
