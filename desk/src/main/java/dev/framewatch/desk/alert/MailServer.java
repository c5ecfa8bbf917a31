package dev.framewatch.desk.alert;

import dev.framewatch.error.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/**
 * The server that takes e-mail.
 *
 * @param host its name, which its certificate must bear
 * @param port 1 to 65535
 * @param security how the connection is kept private
 * @param user whom to sign in as; null for nobody
 * @param passwordEnvironment the environment variable that holds the password; else null
 * @param passwordFile the file whose first line is the password; else null
 * @param authority a PEM file of the certificates to trust instead of the Java platform's; or null
 */
public record MailServer(
        String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable String passwordEnvironment,
        @Nullable String passwordFile,
        @Nullable String authority) {
    private static final int MAX_PORT = 65_535;

    /** How a connection is kept private. */
    public enum Security {
        /** It begins in the open and must become private before anything is said. */
        STARTTLS(587),
        /** It is private from the start. */
        TLS(465),
        /** It is not; nobody signs in that way. */
        NONE(25);

        private final int port;

        Security(int port) {
            this.port = port;
        }

        /** The usual port. */
        public int port() {
            return port;
        }
    }

    public MailServer {
        if (!host.matches("[A-Za-z0-9_.:-]+")) {
            throw new InvalidFieldException("host", "'%s' is no mail server".formatted(host));
        }
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidFieldException("port", "a port lies between 1 and 65535, not " + port);
        }
        if (user != null && security == Security.NONE) {
            throw new InvalidFieldException(
                    "security",
                    "a password is not sent in the open; use starttls or tls, or no user");
        }
        if (user != null && (passwordEnvironment == null) == (passwordFile == null)) {
            throw new InvalidFieldException(
                    "password",
                    "the password of '%s' comes from an environment variable or from a file, one of them"
                            .formatted(user));
        }
        if (user == null && passwordFile != null) {
            throw new InvalidFieldException("user", "a password without a user is of no use");
        }
    }
}
