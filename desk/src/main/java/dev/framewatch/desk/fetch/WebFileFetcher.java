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

/** Brings one file from an address, and says of every answer whether asking again may help. */
record WebFileFetcher(WebClient web) {
    /**
     * @param most bytes
     * @return where it came from in the end
     */
    URI download(URI address, Path file, long most, Duration within)
            throws FetchException, InterruptedException {
        try {
            WebResponse response = web.download(address, Map.of(), file, most, within);
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
            throw new FetchException(FailureKind.TRANSIENT, String.valueOf(e.getMessage()), e);
        }
    }

    /** Statuses are those of RFC 9110; what is the server's fault may be mended. */
    private static FetchException failure(WebResponse response) {
        FailureKind failureKind =
                switch (response.status()) {
                    case 404, 410 -> FailureKind.GONE;
                    case 403, 408, 421, 423, 425, 429 -> FailureKind.TRANSIENT;
                    default ->
                            response.status() < 500 ? FailureKind.PERMANENT : FailureKind.TRANSIENT;
                };
        return new FetchException(
                failureKind, response.summary(), response.retryAfter().orElse(null), null);
    }
}
