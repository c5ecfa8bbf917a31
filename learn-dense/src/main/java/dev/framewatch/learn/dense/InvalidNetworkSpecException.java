package dev.framewatch.learn.dense;

import java.io.IOException;

/**
 * The shape of a head that cannot be trained. The message is for people: it names the file and all
 * that is wrong with it, each with line and field.
 */
public final class InvalidNetworkSpecException extends IOException {
    InvalidNetworkSpecException(String message) {
        super(message);
    }
}
