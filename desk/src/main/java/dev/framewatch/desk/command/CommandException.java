package dev.framewatch.desk.command;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a command yields nothing usable; the user-facing message names it and gives the
 * reason.
 */
public final class CommandException extends Exception {
    CommandException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
