package dev.framewatch.desk.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP client with SSRF protection. Host names are resolved once, checked against the {@link
 * AddressPolicy} and pinned for the connection, which defeats DNS rebinding. Redirect targets are
 * checked like the original URL, and credentials in headers are not forwarded to another server.
 * Exceptions carry a one-sentence message without secrets of the URL.
 */
public final class WebClient implements AutoCloseable {
    /** Default deadline of a request. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECT_STATUSES = Set.of(301, 302, 303, 307, 308);

    /** Headers that are sent to any server; all others are dropped on a redirect to another one. */
    private static final Set<String> FORWARDABLE_HEADERS =
            Set.of("accept", "accept-language", "user-agent");

    private final AddressPolicy policy;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final ServerClocks servers;
    private final @Nullable Own own;

    /** Headers for one server. */
    private record Own(Origin server, ServerHeaders headers) {}

    public WebClient(AddressPolicy policy) {
        this(policy, Clock.systemUTC());
    }

    public WebClient(AddressPolicy policy, Clock clock) {
        this(policy, Optional.empty(), clock, new ServerClocks());
    }

    /**
     * @param proxy proxy to public addresses, if any
     * @param clock source of the responses' time stamps
     * @param servers receives the clocks of the servers that respond
     */
    public WebClient(
            AddressPolicy policy,
            Optional<OutgoingProxy> proxy,
            Clock clock,
            ServerClocks servers) {
        this(
                PinnedDnsResolver.of(policy, proxy),
                () -> OutgoingProxy.socket(proxy),
                clock,
                servers);
    }

    private WebClient(WebClient shared, Own own) {
        this.policy = shared.policy;
        this.clock = shared.clock;
        this.client = shared.client;
        this.servers = shared.servers;
        this.own = own;
    }

    /**
     * Returns a client that uses the same connections and sends further headers to one server.
     *
     * @param server any URL of the server; scheme, host and port count
     */
    public WebClient with(URI server, ServerHeaders headers) {
        return new WebClient(this, new Own(Origin.of(server), headers));
    }

    WebClient(
            PinnedDnsResolver resolver,
            Supplier<Socket> socketFactory,
            Clock clock,
            ServerClocks servers) {
        this.own = null;
        this.servers = servers;
        this.policy = resolver.policy();
        this.clock = clock;
        this.client =
                HttpClients.custom()
                        .setConnectionManager(DirectConnections.create(resolver, socketFactory))
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setResponseTimeout(DirectConnections.READ_TIMEOUT)
                                        .setProtocolUpgradeEnabled(false)
                                        .build())
                        .setConnectionReuseStrategy((request, response, context) -> false)
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .setUserAgent("framewatch")
                        .build();
    }

    /**
     * Sends a GET request with the default deadline of 60 s.
     *
     * @param maxBytes maximum size of the decompressed body in bytes; of an error response, the
     *     first 64 KB are returned
     * @throws AddressBlockedException if the URL or a redirect target is blocked
     * @throws ResponseTooLargeException if the body exceeds the maximum
     * @throws IOException if there is no response
     */
    public WebResponse get(URI url, Map<String, String> headers, long maxBytes) throws IOException {
        return get(url, headers, maxBytes, DEFAULT_TIMEOUT);
    }

    /**
     * Sends a GET request.
     *
     * @param maxBytes maximum size of the decompressed body in bytes
     * @param timeout overall deadline, redirects included
     * @throws IOException as {@link #get(URI, Map, long)}
     */
    public WebResponse get(URI url, Map<String, String> headers, long maxBytes, Duration timeout)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (Deadline deadline = new Deadline(timeout)) {
            return with(
                    body, follow(url, headers, new ResponseBody(body, maxBytes, true), deadline));
        }
    }

    /**
     * Sends a POST request with the default deadline of 60 s; redirects are not followed.
     *
     * @param maxBytes maximum size of the response body in bytes
     * @throws IOException as {@link #get(URI, Map, long)}
     */
    public WebResponse post(URI url, Map<String, String> headers, byte[] content, long maxBytes)
            throws IOException {
        return send("POST", url, headers, content, maxBytes);
    }

    /** Sends a request with a body as {@link #post} does, by any HTTP method. */
    public WebResponse send(
            String method, URI url, Map<String, String> headers, byte[] content, long maxBytes)
            throws IOException {
        return send(method, url, headers, content, maxBytes, DEFAULT_TIMEOUT);
    }

    WebResponse send(
            String method,
            URI url,
            Map<String, String> headers,
            byte[] content,
            long maxBytes,
            Duration timeout)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (Deadline deadline = new Deadline(timeout)) {
            HttpUriRequestBase request = request(method, policy.check(url), withOwn(url, headers));
            request.setEntity(new ByteArrayEntity(content, null));
            return with(
                    body, exchange(request, url, new ResponseBody(body, maxBytes, true), deadline));
        }
    }

    /**
     * Downloads a URL to a file, which is left empty unless the status is 2xx.
     *
     * @param maxBytes maximum size in bytes
     * @param timeout overall deadline, redirects included
     * @throws IOException as {@link #get(URI, Map, long)}, or if the file cannot be written
     */
    public WebResponse download(
            URI url, Map<String, String> headers, Path file, long maxBytes, Duration timeout)
            throws IOException {
        try (Deadline deadline = new Deadline(timeout);
                OutputStream out = Files.newOutputStream(file)) {
            return follow(url, headers, new ResponseBody(out, maxBytes, false), deadline);
        }
    }

    private static WebResponse with(ByteArrayOutputStream body, WebResponse head) {
        return new WebResponse(
                head.status(), head.headers(), body.toByteArray(), head.url(), head.receivedAt());
    }

    /** One request of a redirect chain: the URL and the headers to send. */
    private record Hop(URI url, Map<String, String> headers) {}

    private WebResponse follow(
            URI url, Map<String, String> headers, ResponseBody body, Deadline deadline)
            throws IOException {
        Hop hop = new Hop(policy.check(url), withOwn(url, headers));
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            WebResponse answer =
                    exchange(request("GET", hop.url, hop.headers), hop.url, body, deadline);
            Hop next = next(hop, answer);
            if (next == null) {
                return answer;
            }
            hop = next;
        }
        throw tooManyRedirects(url);
    }

    /**
     * Opens a file whose bytes the caller reads as they arrive, without an overall deadline. A
     * redirect from https to http is refused.
     *
     * @param readTimeout read timeout
     * @throws IOException as {@link #get(URI, Map, long)}
     */
    public StreamedResponse open(URI url, Map<String, String> headers, Duration readTimeout)
            throws IOException {
        Hop hop = new Hop(policy.check(url), withOwn(url, headers));
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            StreamedResponse response = open(hop, readTimeout);
            Hop next;
            try {
                next = next(hop, response.head());
            } catch (IOException e) {
                response.close();
                throw e;
            }
            if (next == null) {
                return response;
            }
            response.close();
            refuseDowngrade(hop.url, next.url);
            hop = next;
        }
        throw tooManyRedirects(url);
    }

    /** Refuses a redirect from https to http, on which the content could be read or replaced. */
    static void refuseDowngrade(URI from, URI to) throws AddressBlockedException {
        if (Origin.of(from).isEncrypted() && !Origin.of(to).isEncrypted()) {
            throw new AddressBlockedException(
                    "blocked a redirect from %s to %s, which is not encrypted"
                            .formatted(RedactedUrl.of(from), RedactedUrl.of(to)));
        }
    }

    private StreamedResponse open(Hop hop, Duration readTimeout) throws IOException {
        HttpUriRequestBase request = request("GET", hop.url, hop.headers);
        request.setConfig(
                RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(readTimeout))
                        .setProtocolUpgradeEnabled(false)
                        .setContentCompressionEnabled(false) // lengths and ranges are of the file
                        .build());
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            return new StreamedResponse(head(response, hop.url), hop.url, request, response);
        } catch (IOException | RuntimeException e) {
            throw HttpErrors.translate(hop.url, e);
        }
    }

    private @Nullable Hop next(Hop hop, WebResponse answer) throws AddressBlockedException {
        String location = answer.header("location").orElse("");
        if (!REDIRECT_STATUSES.contains(answer.status()) || location.isBlank()) {
            return null;
        }
        URI target = policy.check(UrlParser.of(location, hop.url));
        boolean same = Origin.of(hop.url).equals(Origin.of(target));
        return new Hop(target, same ? hop.headers : forwardable(hop.headers));
    }

    private Map<String, String> withOwn(URI url, Map<String, String> headers) throws IOException {
        if (own == null || !own.server.equals(Origin.of(url))) {
            return headers;
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(own.headers.read());
        return all;
    }

    private static IOException tooManyRedirects(URI url) {
        return new IOException(RedactedUrl.of(url) + " redirects too many times");
    }

    private static Map<String, String> forwardable(Map<String, String> headers) {
        Map<String, String> forwardable = new TreeMap<>(headers);
        forwardable
                .keySet()
                .removeIf(name -> !FORWARDABLE_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
        return forwardable;
    }

    private static HttpUriRequestBase request(String method, URI url, Map<String, String> headers)
            throws IOException {
        try {
            HttpUriRequestBase request = new HttpUriRequestBase(method, url);
            headers.forEach((name, value) -> request.addHeader(name, clean(name, value)));
            return request;
        } catch (IllegalArgumentException e) {
            throw new IOException(RedactedUrl.of(url) + " cannot be requested", e);
        }
    }

    private static String clean(String name, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new IllegalArgumentException("header " + name + " contains control characters");
        }
        return value;
    }

    private WebResponse exchange(
            HttpUriRequestBase request, URI url, ResponseBody body, Deadline deadline)
            throws IOException {
        deadline.watch(request);
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            try {
                return receive(response, url, body);
            } finally {
                request.cancel(); // does not drain the unread rest of the body
                Closer.closeQuietly(response);
            }
        } catch (IOException | RuntimeException e) {
            throw HttpErrors.translate(url, deadline, e);
        }
    }

    private WebResponse receive(ClassicHttpResponse response, URI url, ResponseBody body)
            throws IOException {
        WebResponse answer = head(response, url);
        HttpEntity entity = response.getEntity();
        if (entity != null && answer.isSuccess()) {
            body.write(entity.getContent(), url);
        } else if (entity != null && answer.status() >= 400) {
            body.writeError(entity.getContent());
        }
        return answer;
    }

    private WebResponse head(ClassicHttpResponse response, URI url) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        WebResponse head =
                new WebResponse(response.getCode(), headers, new byte[0], url, clock.instant());
        servers.record(head);
        return head;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
