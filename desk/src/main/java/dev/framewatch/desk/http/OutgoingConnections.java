package dev.framewatch.desk.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens connections of protocols other than HTTP, to checked addresses only. */
public final class OutgoingConnections {
    private final PinnedDnsResolver resolver;
    private final Supplier<Socket> sockets;

    OutgoingConnections(PinnedDnsResolver resolver, Supplier<Socket> sockets) {
        this.resolver = resolver;
        this.sockets = sockets;
    }

    /**
     * @param proxy proxy to public addresses, if any
     */
    public static OutgoingConnections of(AddressPolicy policy, Optional<OutgoingProxy> proxy) {
        return new OutgoingConnections(
                PinnedDnsResolver.of(policy, proxy), () -> OutgoingProxy.socket(proxy));
    }

    /**
     * Connects to the first address of a host that answers. The socket's address has the name of
     * the host, also through a proxy, so that certificates can be compared with it.
     *
     * @param timeout maximum time for connecting to one address, and for each read
     * @throws IOException if the host is unreachable or its address is blocked
     */
    public Socket open(String host, int port, Duration timeout) throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : resolver.resolve(host)) {
            Socket socket = sockets.get();
            try {
                InetAddress named = InetAddress.getByAddress(host, address.getAddress());
                socket.connect(new InetSocketAddress(named, port), (int) timeout.toMillis());
                socket.setSoTimeout((int) timeout.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }
}
