package dev.framewatch.desk.http;

import java.io.IOException;

/** A server sends more than is accepted; asking again does not help. */
public final class ResponseTooLargeException extends IOException {
    ResponseTooLargeException(String message) {
        super(message);
    }
}
