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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What a child process reaches the web through: a SOCKS5 proxy (RFC 1928) that resolves names
 * itself, checks them by the same rules as {@link WebClient} and connects to what it checked. It
 * listens on this machine only, and asks for a name and password (RFC 1929) that are new each time,
 * so that nobody else on the machine can use it.
 */
public final class FilteringProxy implements AutoCloseable {
    /** At most so many connections at once; further ones wait. */
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

    /** Starts listening on a port that was free. */
    public FilteringProxy(AddressPolicy rules) {
        this(PinnedDnsResolver.ofSystem(rules), DirectConnections::directSocket);
    }

    FilteringProxy(PinnedDnsResolver names, Supplier<Socket> sockets) {
        this.resolver = names;
        this.socketFactory = sockets;
        try {
            this.listener = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free for the guarded proxy", e);
        }
        Thread.ofVirtual().name("guarded-proxy").start(this::accept);
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * As {@code socks5://name:password@127.0.0.1:port}; every version of yt-dlp leaves the looking
     * up of names to such a proxy. Hand it over in the environment or in a file that others cannot
     * read: every user of a machine sees command lines.
     */
    public URI url() {
        return URI.create(
                "socks5://%s:%s@127.0.0.1:%d".formatted(user, password, listener.getLocalPort()));
    }

    /** Why connections were refused, for people; the first twenty. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                permits.acquire();
                Socket socket = listener.accept();
                Thread.ofVirtual().name("guarded-connection").start(() -> serve(socket));
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
            // the other end sees its connection close; there is nobody else to tell
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
        IOException last = new IOException("there is no address");
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
                last = e;
            }
        }
        throw last;
    }

    /** Remembers a connection, so that it ends when this does. */
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
            // it is gone either way
        }
    }

    /** Ends every connection and listens no more. */
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
