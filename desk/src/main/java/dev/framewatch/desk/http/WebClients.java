package dev.framewatch.desk.http;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Two HTTP clients: one for public addresses only, and one that may also reach private ones.
 *
 * @param open client for public addresses
 * @param inside client for all addresses
 */
public record WebClients(WebClient open, WebClient inside) implements AutoCloseable {
    /**
     * Creates the clients.
     *
     * @param environment environment variables, which may name an {@link OutgoingProxy}
     * @param clock source of the responses' time stamps
     * @param servers receives the clocks of the servers that respond
     */
    public static WebClients create(
            Map<String, String> environment, Clock clock, ServerClocks servers) {
        Optional<OutgoingProxy> proxy = OutgoingProxy.of(environment);
        return new WebClients(
                new WebClient(AddressPolicy.PUBLIC_ONLY, proxy, clock, servers),
                new WebClient(AddressPolicy.PRIVATE_TOO, proxy, clock, servers));
    }

    /** Creates the clients without comparing clocks. */
    public static WebClients create(Map<String, String> environment, Clock clock) {
        return create(environment, clock, new ServerClocks());
    }

    /** Returns the client that may reach what is allowed. */
    public WebClient allowing(boolean allowPrivate) {
        return allowPrivate ? inside : open;
    }

    @Override
    public void close() throws IOException {
        try (open;
                inside) {
            // closes both, even if closing one fails
        }
    }
}
