package dev.framewatch.desk.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/** Converts failures of a request to one-sentence messages without secrets. */
final class HttpErrors {
    private static final String INVALID_HTTP = " sent an invalid HTTP response";

    private HttpErrors() {}

    static IOException translate(URI url, Deadline deadline, Exception failure) {
        if (deadline.isExpired() && knownCause(failure) == null) {
            return new IOException(
                    "%s did not respond within %d s"
                            .formatted(
                                    RedactedUrl.of(url),
                                    Math.max(1, deadline.timeout().toSeconds())),
                    failure);
        }
        return translate(url, failure);
    }

    static IOException translate(URI url, Exception failure) {
        IOException known = knownCause(failure);
        return known != null
                ? known
                : new IOException(message(RedactedUrl.of(url), failure), failure);
    }

    /**
     * Returns the exception among the causes that Framewatch itself threw and whose message is
     * already complete, or null.
     */
    private static @Nullable IOException knownCause(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AddressBlockedException
                    || cause instanceof ResponseTooLargeException
                    || cause instanceof LocalFailureException) {
                return (IOException) cause;
            }
        }
        return null;
    }

    private static String message(String displayUrl, Exception failure) {
        return switch (failure) {
            case UnknownHostException e -> displayUrl + ": " + e.getMessage();
            case SocketTimeoutException e -> displayUrl + " does not respond";
            case ConnectException e -> displayUrl + " refused the connection";
            case NoRouteToHostException e -> "no route to " + displayUrl;
            case SSLException e -> "TLS connection to " + displayUrl + " failed: " + e.getMessage();
            case MessageConstraintException e -> displayUrl + " sent too many or too long headers";
            case NoHttpResponseException e ->
                    displayUrl + " closed the connection without responding";
            case ConnectionClosedException e ->
                    displayUrl + " closed the connection during its response";
            case TruncatedChunkException e ->
                    displayUrl + " closed the connection during its response";
            case ZipException e -> displayUrl + " sent corrupt compressed data";
            case MalformedChunkCodingException e -> displayUrl + INVALID_HTTP;
            case ParseException e -> displayUrl + INVALID_HTTP;
            case ProtocolException e -> displayUrl + INVALID_HTTP;
            default -> "the connection to " + displayUrl + " failed";
        };
    }

    /** The received body could not be written locally; not the server's fault. */
    static final class LocalFailureException extends IOException {
        LocalFailureException(IOException cause) {
            super("cannot write the download: " + cause.getMessage(), cause);
        }
    }
}
