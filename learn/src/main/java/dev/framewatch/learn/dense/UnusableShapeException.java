package dev.framewatch.learn.dense;

import java.io.IOException;

/**
 * The shape of a head that cannot be trained. The message is for people: it names the file and all
 * that is wrong with it, each with line and field.
 */
public final class UnusableShapeException extends IOException {
    UnusableShapeException(String message) {
        super(message);
    }
}
