package dev.framewatch.desk.http;

import java.io.IOException;

/** Thrown when a response exceeds the accepted size; retrying does not help. */
public final class ResponseTooLargeException extends IOException {
    ResponseTooLargeException(String message) {
        super(message);
    }
}
