package dev.framewatch.desk.http;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes connections to addresses that were checked. No proxy stands between, whatever the
 * environment or Java's properties say: it would look names up by itself.
 */
final class DirectConnections extends PoolingHttpClientConnectionManagerBuilder {
    /** How long connecting, and later any silence, may last. */
    static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(15);

    static final Timeout READ_TIMEOUT = Timeout.ofSeconds(30);

    private static final int MAX_HEADERS = 200;
    private static final int MAX_LINE_CHARS = 1 << 14;

    private final Supplier<Socket> socketFactory;

    private DirectConnections(Supplier<Socket> sockets) {
        this.socketFactory = sockets;
    }

    /** A socket that goes straight to where it is told to. */
    static Socket directSocket() {
        return new Socket(Proxy.NO_PROXY);
    }

    static HttpClientConnectionManager create(PinnedDnsResolver names, Supplier<Socket> sockets) {
        Http1Config limits =
                Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(MAX_LINE_CHARS)
                        .build();
        return new DirectConnections(sockets)
                .setDnsResolver(new Resolver(names))
                .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_TIMEOUT)
                                .setSocketTimeout(READ_TIMEOUT)
                                .build())
                .build();
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
            SchemePortResolver ports, DnsResolver names, TlsSocketStrategy encryption) {
        return new DefaultHttpClientConnectionOperator(
                proxy -> socketFactory.get(),
                ports,
                names,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, encryption)
                        .build());
    }

    private record Resolver(PinnedDnsResolver names) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return names.resolve(host).toArray(InetAddress[]::new);
            } catch (AddressBlockedException e) {
                UnknownHostException refused = new UnknownHostException(e.getMessage());
                refused.initCause(e);
                throw refused;
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
