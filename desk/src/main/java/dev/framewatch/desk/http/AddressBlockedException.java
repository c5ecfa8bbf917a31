package dev.framewatch.desk.http;

import java.io.IOException;

/** An address that is not connected to; asking again does not help. */
public final class AddressBlockedException extends IOException {
    AddressBlockedException(String message) {
        super(message);
    }
}
