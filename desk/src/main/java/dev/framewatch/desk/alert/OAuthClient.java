package dev.framewatch.desk.alert;

import dev.framewatch.error.InvalidFieldException;
import java.net.URI;
import java.util.Locale;

/**
 * OAuth 2.0 client that obtains access tokens with its own credentials (RFC 6749, section 4.4).
 *
 * @param tokenUrl token endpoint, https
 * @param clientId ID of the client; its secret is kept elsewhere
 * @param scope requested scope; empty for the server's default
 */
public record OAuthClient(URI tokenUrl, String clientId, String scope) {
    private static final String MICROSOFT_HOST = "login.microsoftonline.com";
    private static final String MICROSOFT_SCOPE = "https://outlook.office365.com/.default";

    public OAuthClient {
        String host = tokenUrl.getHost();
        boolean encrypted = "https".equalsIgnoreCase(tokenUrl.getScheme());
        if (host == null || !(encrypted || isLoopback(host)) || tokenUrl.getUserInfo() != null) {
            throw new InvalidFieldException(
                    "oauth", "the token URL must start with https:// and contain no password");
        }
        if (clientId.isBlank()) {
            throw new InvalidFieldException("clientId", "OAuth 2.0 requires a client ID");
        }
        if (scope.isEmpty() && host.toLowerCase(Locale.ROOT).equals(MICROSOFT_HOST)) {
            scope = MICROSOFT_SCOPE;
        }
    }

    /** A secret may be sent unencrypted if it does not leave the machine. */
    private static boolean isLoopback(String host) {
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    }
}
