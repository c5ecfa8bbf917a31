package dev.framewatch.desk.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks servers. Names are resolved once, checked, and connected to as they were checked, so a name
 * that changes its address gains nothing; redirects are checked like the first address, and headers
 * that were given for one host do not go to another.
 */
public final class Web implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final Timeout CONNECTING = Timeout.ofSeconds(15);
    private static final Timeout SILENCE = Timeout.ofSeconds(30);

    private final AddressRules rules;
    private final CloseableHttpClient client;

    public Web(AddressRules rules) {
        this.rules = rules;
        ConnectionConfig connection =
                ConnectionConfig.custom()
                        .setConnectTimeout(CONNECTING)
                        .setSocketTimeout(SILENCE)
                        .build();
        this.client =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(new Resolver(CheckedNames.ofSystem(rules)))
                                        .setDefaultConnectionConfig(connection)
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom().setResponseTimeout(SILENCE).build())
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .setUserAgent("framewatch")
                        .build();
    }

    /**
     * Asks for a page.
     *
     * @param most bytes of body that are accepted
     * @throws AddressRefused when it, or where it sends on to, must not be connected to
     * @throws IOException when there is no answer, or more of it than accepted
     */
    public Answer get(URI address, Map<String, String> headers, long most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Answer answer = follow("GET", address, headers, new byte[0], most, body);
        return new Answer(answer.status(), answer.headers(), body.toByteArray(), answer.address());
    }

    /**
     * Sends something; redirects are not followed.
     *
     * @param most bytes of the answer's body that are accepted
     * @throws IOException as {@link #get}
     */
    public Answer post(URI address, Map<String, String> headers, byte[] sent, long most)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Answer answer = exchange("POST", rules.check(address), headers, sent, most, body);
        return new Answer(answer.status(), answer.headers(), body.toByteArray(), answer.address());
    }

    /**
     * Writes what is found at an address to a file, which is left empty when the status is no
     * success.
     *
     * @param most bytes that are accepted
     * @param within all the time there is
     * @throws IOException as {@link #get}
     */
    public Answer download(
            URI address, Map<String, String> headers, Path file, long most, Duration within)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return follow("GET", address, headers, new byte[0], most, out);
        }
    }

    private Answer follow(
            String method,
            URI address,
            Map<String, String> headers,
            byte[] sent,
            long most,
            OutputStream body)
            throws IOException {
        URI here = rules.check(address);
        Map<String, String> mine = headers;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Answer answer = exchange(method, here, mine, sent, most, body);
            String next = answer.status() / 100 == 3 ? answer.header("location").orElse("") : "";
            if (next.isEmpty()) {
                return answer;
            }
            URI there = rules.check(here.resolve(next));
            mine = there.getHost().equalsIgnoreCase(here.getHost()) ? mine : Map.of();
            here = there;
        }
        throw new IOException(address + " sends on and on");
    }

    private Answer exchange(
            String method,
            URI address,
            Map<String, String> headers,
            byte[] sent,
            long most,
            OutputStream body)
            throws IOException {
        ClassicRequestBuilder request = ClassicRequestBuilder.create(method).setUri(address);
        headers.forEach(request::addHeader);
        if (sent.length > 0) {
            request.setEntity(sent, null);
        }
        ClassicHttpRequest ready = request.build();
        return client.execute(ready, response -> receive(response, address, most, body));
    }

    private static Answer receive(
            ClassicHttpResponse response, URI address, long most, OutputStream body)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        Answer answer = new Answer(response.getCode(), headers, new byte[0], address);
        if (response.getEntity() != null && answer.status() / 100 != 3) {
            copy(response.getEntity().getContent(), body, most, address);
        }
        return answer;
    }

    private static void copy(InputStream in, OutputStream out, long most, URI address)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > most) {
                throw new IOException(address + " is larger than " + most + " bytes");
            }
            out.write(buffer, 0, n);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private record Resolver(CheckedNames names) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return names.resolve(host).toArray(InetAddress[]::new);
            } catch (AddressRefused e) {
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
