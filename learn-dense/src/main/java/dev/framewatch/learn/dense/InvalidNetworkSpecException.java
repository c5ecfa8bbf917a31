package dev.framewatch.learn.dense;

import java.io.IOException;

/**
 * Thrown if a network specification is invalid. The message is user-facing: it names the file and
 * lists all problems with line and field.
 */
public final class InvalidNetworkSpecException extends IOException {
    InvalidNetworkSpecException(String message) {
        super(message);
    }
}
