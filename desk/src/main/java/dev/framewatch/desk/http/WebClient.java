package dev.framewatch.desk.http;

import dev.framewatch.desk.http.HttpErrors.LocalFailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
 * Asks servers. Names are resolved once, checked, and connected to as they were checked, so a name
 * that changes its address gains nothing; redirects are checked like the first address, and what
 * was said to one server in confidence is not said to another. Exceptions say in a sentence what
 * went wrong, without what may be secret in an address.
 */
public final class WebClient implements AutoCloseable {
    /** All the time an answer may take where nothing else was said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECT_STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final byte[] EMPTY_BODY = {};
    private static final int MAX_ERROR_BODY_BYTES = 1 << 16;

    /** What may be said to any server. */
    private static final Set<String> FORWARDABLE_HEADERS =
            Set.of("accept", "accept-language", "user-agent");

    private final AddressPolicy policy;
    private final Clock clock;
    private final CloseableHttpClient client;

    public WebClient(AddressPolicy rules) {
        this(rules, Clock.systemUTC());
    }

    /**
     * @param clock what answers are dated by
     */
    public WebClient(AddressPolicy rules, Clock clock) {
        this(PinnedDnsResolver.ofSystem(rules), DirectConnections::directSocket, clock);
    }

    WebClient(PinnedDnsResolver names, Supplier<Socket> sockets, Clock clock) {
        this.policy = names.policy();
        this.clock = clock;
        this.client =
                HttpClients.custom()
                        .setConnectionManager(DirectConnections.create(names, sockets))
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
     * Asks for a page, which may take a minute in all.
     *
     * @param most bytes of body that are accepted, unpacked; of an error's page the first 64 KB
     *     come
     * @throws AddressBlockedException when it, or where it sends on to, must not be connected to
     * @throws ResponseTooLargeException when more comes than is accepted
     * @throws IOException when there is no answer
     */
    public WebResponse get(URI address, Map<String, String> headers, long most) throws IOException {
        return get(address, headers, most, DEFAULT_TIMEOUT);
    }

    /**
     * Asks for a page.
     *
     * @param most bytes of body that are accepted, unpacked
     * @param within all the time there is
     * @throws IOException as {@link #get(URI, Map, long)}
     */
    public WebResponse get(URI address, Map<String, String> headers, long most, Duration within)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (Deadline deadline = new Deadline(within)) {
            return with(body, follow(address, headers, new Body(body, most, true), deadline));
        }
    }

    /**
     * Sends something, which may take a minute in all; redirects are not followed.
     *
     * @param most bytes of the answer's body that are accepted
     * @throws IOException as {@link #get(URI, Map, long)}
     */
    public WebResponse post(URI address, Map<String, String> headers, byte[] sent, long most)
            throws IOException {
        return post(address, headers, sent, most, DEFAULT_TIMEOUT);
    }

    /**
     * Sends something; redirects are not followed.
     *
     * @param most bytes of the answer's body that are accepted
     * @param within all the time there is
     * @throws IOException as {@link #get(URI, Map, long)}
     */
    public WebResponse post(
            URI address, Map<String, String> headers, byte[] sent, long most, Duration within)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (Deadline deadline = new Deadline(within)) {
            HttpUriRequestBase request = request("POST", policy.check(address), headers);
            request.setEntity(new ByteArrayEntity(sent, null));
            return with(body, exchange(request, address, new Body(body, most, true), deadline));
        }
    }

    /**
     * Writes what is found at an address to a file, which is left empty when the status is no
     * success.
     *
     * @param most bytes that are accepted
     * @param within all the time there is
     * @throws IOException as {@link #get(URI, Map, long)}, or when it cannot be written
     */
    public WebResponse download(
            URI address, Map<String, String> headers, Path file, long most, Duration within)
            throws IOException {
        try (Deadline deadline = new Deadline(within);
                OutputStream out = Files.newOutputStream(file)) {
            return follow(address, headers, new Body(out, most, false), deadline);
        }
    }

    /**
     * Where a body goes.
     *
     * @param includeErrors whether the first of it is wanted when the status is no success as well
     */
    private record Body(OutputStream out, long maxBytes, boolean includeErrors) {}

    private static WebResponse with(ByteArrayOutputStream body, WebResponse head) {
        return new WebResponse(
                head.status(), head.headers(), body.toByteArray(), head.url(), head.receivedAt());
    }

    /** Where something is asked for, and what is said to the server there. */
    private record Hop(URI url, Map<String, String> headers) {}

    private WebResponse follow(
            URI address, Map<String, String> headers, Body body, Deadline deadline)
            throws IOException {
        Hop hop = new Hop(policy.check(address), headers);
        for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
            WebResponse answer =
                    exchange(request("GET", hop.url, hop.headers), hop.url, body, deadline);
            Hop next = next(hop, answer);
            if (next == null) {
                return answer;
            }
            hop = next;
        }
        throw tooManyRedirects(address);
    }

    /**
     * Asks for a file whose bytes are read as they arrive, however long that takes. A redirect from
     * an encrypted to a plain connection is refused.
     *
     * @param silence how long nothing may arrive
     * @throws IOException as {@link #get(URI, Map, long)}
     */
    public StreamedResponse open(URI address, Map<String, String> headers, Duration silence)
            throws IOException {
        Hop hop = new Hop(policy.check(address), headers);
        for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
            StreamedResponse response = open(hop, silence);
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
        throw tooManyRedirects(address);
    }

    /** Refuses a redirect on which what is fetched could be read or exchanged. */
    static void refuseDowngrade(URI from, URI to) throws AddressBlockedException {
        if (isEncrypted(from) && !isEncrypted(to)) {
            throw new AddressBlockedException(
                    "%s sends on to %s, which is not encrypted: refused"
                            .formatted(RedactedUrl.of(from), RedactedUrl.of(to)));
        }
    }

    private StreamedResponse open(Hop hop, Duration silence) throws IOException {
        HttpUriRequestBase request = request("GET", hop.url, hop.headers);
        request.setConfig(
                RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(silence))
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
        URI there = policy.check(UrlParser.of(location, hop.url));
        return new Hop(there, sameServer(hop.url, there) ? hop.headers : open(hop.headers));
    }

    private static IOException tooManyRedirects(URI address) {
        return new IOException(RedactedUrl.of(address) + " sends on and on");
    }

    private static boolean isEncrypted(URI address) {
        return address.getScheme().equalsIgnoreCase("https");
    }

    private static boolean sameServer(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : isEncrypted(address) ? 443 : 80;
    }

    private static Map<String, String> open(Map<String, String> headers) {
        Map<String, String> open = new TreeMap<>(headers);
        open.keySet()
                .removeIf(name -> !FORWARDABLE_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
        return open;
    }

    private static HttpUriRequestBase request(
            String method, URI address, Map<String, String> headers) throws IOException {
        try {
            HttpUriRequestBase request = new HttpUriRequestBase(method, address);
            headers.forEach((name, value) -> request.addHeader(name, clean(name, value)));
            return request;
        } catch (IllegalArgumentException e) {
            throw new IOException(RedactedUrl.of(address) + " cannot be asked for", e);
        }
    }

    private static String clean(String name, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new IllegalArgumentException("the header " + name + " has control characters");
        }
        return value;
    }

    private WebResponse exchange(
            HttpUriRequestBase request, URI address, Body body, Deadline deadline)
            throws IOException {
        deadline.watch(request);
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            try {
                return receive(response, address, body);
            } finally {
                // What was not wanted is not waited for either.
                request.cancel();
                Closer.closeQuietly(response);
            }
        } catch (IOException | RuntimeException e) {
            throw HttpErrors.translate(address, deadline, e);
        }
    }

    private WebResponse receive(ClassicHttpResponse response, URI address, Body body)
            throws IOException {
        WebResponse answer = head(response, address);
        HttpEntity entity = response.getEntity();
        if (entity != null && answer.isSuccess()) {
            copy(entity.getContent(), body, address);
        } else if (entity != null && answer.status() >= 400 && body.includeErrors()) {
            body.out().write(entity.getContent().readNBytes(MAX_ERROR_BODY_BYTES));
        }
        return answer;
    }

    private WebResponse head(ClassicHttpResponse response, URI address) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return new WebResponse(response.getCode(), headers, EMPTY_BODY, address, clock.instant());
    }

    private static void copy(InputStream in, Body body, URI address) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > body.maxBytes()) {
                throw new ResponseTooLargeException(
                        "%s is larger than %d bytes"
                                .formatted(RedactedUrl.of(address), body.maxBytes()));
            }
            try {
                body.out().write(buffer, 0, n);
            } catch (IOException e) {
                throw new LocalFailureException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
