package dev.framewatch.desk.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Fake DNS and fake sockets, which record their destination and connect to a local server instead.
 */
final class PretendInternet implements PinnedDnsResolver.HostLookup, Supplier<Socket> {
    private final Map<String, Deque<InetAddress>> names = new ConcurrentHashMap<>();
    private final int port;
    final List<String> lookedUp = new CopyOnWriteArrayList<>();
    final List<String> connected = new CopyOnWriteArrayList<>();

    /**
     * @param port port of the local server that all connections go to
     */
    PretendInternet(int port) {
        this.port = port;
    }

    /** Adds a host that resolves to these addresses in turn; the last one is repeated. */
    PretendInternet with(String host, String... addresses) {
        Deque<InetAddress> answers = new ArrayDeque<>();
        for (String address : addresses) {
            answers.add(InetAddress.ofLiteral(address));
        }
        names.put(host, answers);
        return this;
    }

    PinnedDnsResolver checked(AddressPolicy rules) {
        return new PinnedDnsResolver(rules, this);
    }

    @Override
    public synchronized InetAddress[] lookUp(String host) throws UnknownHostException {
        lookedUp.add(host);
        Deque<InetAddress> answers = names.get(host);
        if (answers == null) {
            return InetAddress.getAllByName(host);
        }
        return new InetAddress[] {answers.size() > 1 ? answers.remove() : answers.element()};
    }

    @Override
    public Socket get() {
        return new Socket() {
            @Override
            public void connect(SocketAddress wanted, int millis) throws IOException {
                connected.add(((InetSocketAddress) wanted).getAddress().getHostAddress());
                super.connect(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), millis);
            }
        };
    }
}
