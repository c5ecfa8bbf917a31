package dev.framewatch.desk.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * SOCKS5 proxy (RFC 1928) through which a child process accesses the web. It resolves names itself,
 * checks the addresses by the same policy as {@link WebClient} and connects to the checked ones. It
 * listens on the loopback interface only and requires a user name and password (RFC 1929),
 * generated per instance, so that no other process on the machine can use it.
 */
public final class FilteringProxy implements AutoCloseable {
    /** Maximum number of concurrent connections; further ones wait. */
    static final int MAX_CONNECTIONS = 64;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 64;
    private static final int SECRET_BYTES = 16;
    private static final int MAX_REFUSALS = 20;

    private final PinnedDnsResolver resolver;
    private final Supplier<Socket> socketFactory;
    private final String user = secret();
    private final String password = secret();
    private final ServerSocket listener;
    private final Semaphore permits = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> openSockets = ConcurrentHashMap.newKeySet();
    private final List<String> refusals = new CopyOnWriteArrayList<>();

    /**
     * Starts listening on a free port.
     *
     * @param proxy proxy to public addresses, if any
     */
    public FilteringProxy(AddressPolicy policy, Optional<OutgoingProxy> proxy) {
        this(PinnedDnsResolver.of(policy, proxy), () -> OutgoingProxy.socket(proxy));
    }

    FilteringProxy(PinnedDnsResolver resolver, Supplier<Socket> socketFactory) {
        this.resolver = resolver;
        this.socketFactory = socketFactory;
        try {
            this.listener = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for the filtering proxy", e);
        }
        Thread.ofVirtual().name("filtering-proxy").start(this::accept);
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Returns the proxy URL, {@code socks5://name:password@127.0.0.1:port}; every version of yt-dlp
     * leaves name resolution to such a proxy. Pass it in the environment or in a file that others
     * cannot read: command lines are visible to every user of a machine.
     */
    public URI url() {
        return URI.create(
                "socks5://%s:%s@127.0.0.1:%d".formatted(user, password, listener.getLocalPort()));
    }

    /** Returns the user-facing reasons of the first 20 refused connections. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                permits.acquire();
                Socket socket = listener.accept();
                Thread.ofVirtual().name("filtering-proxy-connection").start(() -> serve(socket));
            } catch (IOException e) {
                permits.release();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            register(client);
            new SocksSession(client, user, password, this::connect).run();
        } catch (IOException e) {
            // The client sees its connection close; there is nobody else to notify.
        } finally {
            openSockets.remove(client);
            openSockets.removeIf(Socket::isClosed);
            permits.release();
        }
    }

    private Socket connect(String host, int port) throws IOException {
        try {
            return connect(resolver.resolve(host), port);
        } catch (AddressBlockedException e) {
            if (refusals.size() < MAX_REFUSALS) {
                refusals.add(e.getMessage());
            }
            throw e;
        }
    }

    private Socket connect(List<InetAddress> addresses, int port) throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : addresses) {
            Socket socket = socketFactory.get();
            try {
                register(socket);
                socket.connect(
                        new InetSocketAddress(address, port),
                        SocksSession.HANDSHAKE_TIMEOUT_MILLIS);
                return socket;
            } catch (IOException e) {
                release(socket);
                failure = e;
            }
        }
        throw failure;
    }

    /** Registers a connection, so that {@link #close()} ends it. */
    private void register(Socket socket) throws IOException {
        openSockets.add(socket);
        if (listener.isClosed()) {
            socket.close();
        }
    }

    private void release(Socket socket) {
        openSockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openSockets.forEach(this::release);
    }
}
