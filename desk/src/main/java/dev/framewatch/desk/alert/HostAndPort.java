package dev.framewatch.desk.alert;

import dev.framewatch.error.InvalidFieldException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a mail server.
 *
 * @param host host name or IP address
 * @param port port number
 */
public record HostAndPort(String host, int port) {
    private static final Pattern TEXT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");

    /**
     * Parses {@code HOST} or {@code HOST:PORT}; the address of IPv6 is in brackets.
     *
     * @param security says the default port
     * @throws InvalidFieldException if the text is not such an address
     */
    public static HostAndPort of(String text, MailServer.Security security) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidFieldException(
                    "smtp", "invalid mail server '%s'; expected HOST or HOST:PORT".formatted(text));
        }
        String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        String port = matcher.group(3);
        return new HostAndPort(host, port == null ? security.port() : Integer.parseInt(port));
    }

    /** Returns the address as {@link #of} parses it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
