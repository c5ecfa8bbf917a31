package dev.framewatch.desk.http;

import java.io.IOException;

/** An address that is not connected to; asking again does not help. */
public final class AddressRefused extends IOException {
    AddressRefused(String message) {
        super(message);
    }
}
