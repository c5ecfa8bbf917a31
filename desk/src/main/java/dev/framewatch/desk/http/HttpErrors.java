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

/** What went wrong on the way to a server, as a sentence that holds no secret. */
final class HttpErrors {
    private static final String INVALID_HTTP = " does not speak HTTP as it should";

    private HttpErrors() {}

    static IOException translate(URI address, Deadline deadline, Exception failure) {
        if (deadline.isExpired() && knownCause(failure) == null) {
            return new IOException(
                    "%s took longer than %d s"
                            .formatted(
                                    RedactedUrl.of(address),
                                    Math.max(1, deadline.timeout().toSeconds())),
                    failure);
        }
        return translate(address, failure);
    }

    static IOException translate(URI address, Exception failure) {
        IOException own = knownCause(failure);
        return own != null
                ? own
                : new IOException(message(RedactedUrl.of(address), failure), failure);
    }

    /** Returns what we ourselves threw, which says all there is to say; null for anything else. */
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

    private static String message(String shown, Exception failure) {
        return switch (failure) {
            case UnknownHostException e -> shown + ": " + e.getMessage();
            case SocketTimeoutException e -> shown + " does not answer";
            case ConnectException e -> shown + " accepts no connection";
            case NoRouteToHostException e -> "there is no way to " + shown + " from here";
            case SSLException e -> "no encrypted connection with " + shown + ": " + e.getMessage();
            case MessageConstraintException e -> shown + " sends too many or too long headers";
            case NoHttpResponseException e -> shown + " hung up without an answer";
            case ConnectionClosedException e -> shown + " hung up in the middle of its answer";
            case TruncatedChunkException e -> shown + " hung up in the middle of its answer";
            case ZipException e -> shown + " sends damaged compressed data";
            case MalformedChunkCodingException e -> shown + INVALID_HTTP;
            case ParseException e -> shown + INVALID_HTTP;
            case ProtocolException e -> shown + INVALID_HTTP;
            default -> "the connection with " + shown + " broke";
        };
    }

    /** Not the server's fault: what came could not be written. */
    static final class LocalFailureException extends IOException {
        LocalFailureException(IOException cause) {
            super("what came cannot be written: " + cause.getMessage(), cause);
        }
    }
}
