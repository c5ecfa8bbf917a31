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
 * Builds a connection manager that connects to checked addresses only. Proxies from the environment
 * or from system properties are ignored, because a proxy would resolve names by itself.
 */
final class DirectConnections extends PoolingHttpClientConnectionManagerBuilder {
    /** Connect timeout. */
    static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(15);

    static final Timeout READ_TIMEOUT = Timeout.ofSeconds(30);

    private static final int MAX_HEADERS = 200;
    private static final int MAX_LINE_CHARS = 1 << 14;

    private final Supplier<Socket> socketFactory;

    private DirectConnections(Supplier<Socket> socketFactory) {
        this.socketFactory = socketFactory;
    }

    /** Returns a socket that bypasses any configured proxy. */
    static Socket directSocket() {
        return new Socket(Proxy.NO_PROXY);
    }

    static HttpClientConnectionManager create(
            PinnedDnsResolver resolver, Supplier<Socket> socketFactory) {
        Http1Config limits =
                Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(MAX_LINE_CHARS)
                        .build();
        return new DirectConnections(socketFactory)
                .setDnsResolver(new Resolver(resolver))
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
            SchemePortResolver portResolver, DnsResolver resolver, TlsSocketStrategy tlsStrategy) {
        return new DefaultHttpClientConnectionOperator(
                proxy -> socketFactory.get(),
                portResolver,
                resolver,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, tlsStrategy)
                        .build());
    }

    private record Resolver(PinnedDnsResolver resolver) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return resolver.resolve(host).toArray(InetAddress[]::new);
            } catch (AddressBlockedException e) {
                UnknownHostException blocked = new UnknownHostException(e.getMessage());
                blocked.initCause(e);
                throw blocked;
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
