package dev.framewatch.desk.http;

import java.io.IOException;

/** Thrown when a URL or host is blocked by the {@link AddressPolicy}; retrying does not help. */
public final class AddressBlockedException extends IOException {
    AddressBlockedException(String message) {
        super(message);
    }
}
