package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.ResponseTooLargeException;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.http.WebResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Downloads a file and classifies failures as transient or permanent. */
record WebFileFetcher(WebClient web) {
    /**
     * Downloads a URL to a file.
     *
     * @param maxBytes maximum size in bytes
     * @return the final URL, after redirects
     */
    URI download(URI url, Path file, long maxBytes, Duration timeout)
            throws FetchException, InterruptedException {
        try {
            WebResponse response = web.download(url, Map.of(), file, maxBytes, timeout);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!response.isSuccess()) {
                throw failure(response);
            }
            return response.url();
        } catch (AddressBlockedException | ResponseTooLargeException e) {
            throw new FetchException(FailureKind.PERMANENT, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            boolean full = DiskFull.isCauseOf(e);
            throw new FetchException(
                    full ? FailureKind.LOCAL : FailureKind.TRANSIENT,
                    String.valueOf(e.getMessage()),
                    full ? DiskFull.DELAY : null,
                    e);
        }
    }

    /**
     * Classifies an HTTP status (RFC 9110). Only 410 says that something was deleted: 404 is also
     * what a file that is not distributed yet gives, and 403 what an expired link gives.
     */
    private static FetchException failure(WebResponse response) {
        FailureKind failureKind =
                switch (response.status()) {
                    case 410 -> FailureKind.GONE;
                    case 401, 403, 404, 407, 451 -> FailureKind.UNAVAILABLE;
                    case 408, 421, 423, 425, 429 -> FailureKind.TRANSIENT;
                    default ->
                            response.status() < 500 ? FailureKind.PERMANENT : FailureKind.TRANSIENT;
                };
        return new FetchException(
                failureKind, response.summary(), response.retryAfter().orElse(null), null);
    }
}
