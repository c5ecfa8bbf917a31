package dev.framewatch.desk.alert;

import dev.framewatch.desk.secret.SecretLocation;
import dev.framewatch.error.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/**
 * SMTP server.
 *
 * @param host host name, which its certificate must match
 * @param port port number, 1 to 65535
 * @param security encryption of the connection
 * @param user user name; null for no authentication
 * @param passwordEnvironment environment variable that holds the password, or the client secret of
 *     OAuth 2.0; or null
 * @param passwordFile file whose first line is that secret; or null
 * @param authority PEM file of the certificates to trust instead of the Java platform's; or null
 * @param oauth OAuth 2.0 client that obtains an access token; null to sign in with the password
 */
public record MailServer(
        String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable String passwordEnvironment,
        @Nullable String passwordFile,
        @Nullable String authority,
        @Nullable OAuthClient oauth) {
    private static final int MAX_PORT = 65_535;

    /** Encryption of a connection. */
    public enum Security {
        /** Starts unencrypted and must be upgraded before anything is sent. */
        STARTTLS(587),
        /** Encrypted from the start. */
        TLS(465),
        /** Unencrypted; authentication is not possible. */
        NONE(25);

        private final int port;

        Security(int port) {
            this.port = port;
        }

        /** Returns the default port. */
        public int port() {
            return port;
        }
    }

    public MailServer {
        if (!host.matches("[A-Za-z0-9_.:-]+")) {
            throw new InvalidFieldException("host", "invalid mail server '%s'".formatted(host));
        }
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidFieldException(
                    "port", "the port must be between 1 and 65535, not " + port);
        }
        if (user != null && security == Security.NONE) {
            throw new InvalidFieldException(
                    "security",
                    "passwords are not sent unencrypted; use starttls or tls, or no user name");
        }
        if (user != null && (passwordEnvironment == null) == (passwordFile == null)) {
            throw new InvalidFieldException(
                    "password",
                    "specify the password of '%s' either as an environment variable or as a file"
                            .formatted(user));
        }
        if (user == null && passwordFile != null) {
            throw new InvalidFieldException("user", "a password requires a user name");
        }
        if (user == null && oauth != null) {
            throw new InvalidFieldException(
                    "user",
                    "OAuth 2.0 requires a user name: the address of the mailbox that sends");
        }
    }

    /**
     * Returns where the password or the client secret is.
     *
     * @throws IllegalStateException if there is no user name
     */
    public SecretLocation secret() {
        if (user == null) {
            throw new IllegalStateException("no user name");
        }
        return new SecretLocation(passwordEnvironment, passwordFile);
    }
}
