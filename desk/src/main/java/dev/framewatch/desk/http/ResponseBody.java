package dev.framewatch.desk.http;

import dev.framewatch.desk.http.HttpErrors.LocalFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;

/**
 * Where the body of a response is written to.
 *
 * @param maxBytes maximum size in bytes
 * @param includesErrors whether the beginning of an error response's body is written as well
 */
record ResponseBody(OutputStream out, long maxBytes, boolean includesErrors) {
    private static final int MAX_ERROR_BYTES = 1 << 16;

    /**
     * Writes the body of a success.
     *
     * @throws ResponseTooLargeException if it exceeds the maximum
     * @throws LocalFailureException if it cannot be written
     */
    void write(InputStream in, URI url) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > maxBytes) {
                throw new ResponseTooLargeException(
                        "%s is larger than %d bytes".formatted(RedactedUrl.of(url), maxBytes));
            }
            try {
                out.write(buffer, 0, n);
            } catch (IOException e) {
                throw new LocalFailureException(e);
            }
        }
    }

    /** Writes the beginning of the body of an error, if it is wanted. */
    void writeError(InputStream in) throws IOException {
        if (includesErrors) {
            out.write(in.readNBytes(MAX_ERROR_BYTES));
        }
    }
}
