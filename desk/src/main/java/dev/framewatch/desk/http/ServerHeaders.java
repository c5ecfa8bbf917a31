package dev.framewatch.desk.http;

import java.io.IOException;
import java.util.Map;

/** Headers for the requests to one server, such as credentials; read for each request. */
@FunctionalInterface
public interface ServerHeaders {
    /**
     * Returns the headers.
     *
     * @throws IOException if a secret among them cannot be read; the message names its place
     */
    Map<String, String> read() throws IOException;
}
