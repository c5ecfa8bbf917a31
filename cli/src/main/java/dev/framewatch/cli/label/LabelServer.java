package dev.framewatch.cli.label;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.framewatch.error.ServiceException;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.json.StrictJson;
import dev.framewatch.learn.label.LabellingSession;
import dev.framewatch.learn.label.LabellingSession.State;
import dev.framewatch.page.PageTemplate;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Serves the labelling page on the loopback interface. The page is only for whoever knows its
 * address: that contains a random token, which a cookie holds afterwards. Requests for another host
 * name and changes from another site are refused.
 */
public final class LabelServer implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 1 << 16;
    private static final long MAX_IMAGE_BYTES = 64 << 20;
    private static final int TOKEN_BYTES = 16;
    private static final int LONGEST_SIDE = 1600;

    /** The keys from 1 to 9. */
    public static final int MAX_CLASSES = 9;

    private static final String COOKIE = "framewatch-label";

    private final LabellingSession session;
    private final List<String> classes;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final String token;

    /** What the page is told. */
    private record Change(@Nullable String image, @Nullable String label) {}

    /** A request that is refused, with its HTTP status. */
    private static final class RefusedRequestException extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        RefusedRequestException(int status, String reason) {
            super(reason);
            this.status = status;
        }
    }

    /**
     * Starts the server.
     *
     * @param classes the classes, in the order of their keys
     * @param port 0 for a free one
     */
    public LabelServer(LabellingSession session, List<String> classes, int port)
            throws IOException {
        this.session = session;
        this.classes = List.copyOf(classes);
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(requests);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns the address to open in a browser. */
    public URI address() {
        return URI.create(
                "http://127.0.0.1:%d/?token=%s".formatted(server.getAddress().getPort(), token));
    }

    /** Waits until the person says that it is done. */
    public void await() throws InterruptedException {
        finished.await();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            check(exchange);
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "GET /" -> page(exchange);
                case "GET /state" -> state(exchange, session.state());
                case "GET /image" -> image(exchange);
                case "POST /answer" -> {
                    Change change = change(exchange);
                    state(exchange, session.answer(required(change.image), required(change.label)));
                }
                case "POST /skip" ->
                        state(exchange, session.skip(required(change(exchange).image)));
                case "POST /undo" -> state(exchange, session.undo());
                case "POST /finish" -> {
                    state(exchange, session.state());
                    finished.countDown();
                }
                default -> throw new RefusedRequestException(404, "there is no such page");
            }
        } catch (RefusedRequestException e) {
            text(exchange, e.status, String.valueOf(e.getMessage()));
        } catch (ServiceException e) {
            text(exchange, 400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            text(exchange, 500, "the answer was not saved: " + e.getMessage());
        }
    }

    /** Refuses requests of others: other users, other sites, and other names of this address. */
    private void check(HttpExchange exchange) throws RefusedRequestException {
        int port = server.getAddress().getPort();
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!host.equals("127.0.0.1:" + port) && !host.equals("localhost:" + port)) {
            throw new RefusedRequestException(421, "this is not the address of the page");
        }
        boolean isOpened =
                exchange.getRequestURI().getPath().equals("/") && isToken(query(exchange, "token"));
        if (!isOpened && cookies(exchange).noneMatch(this::isToken)) {
            throw new RefusedRequestException(403, "open the address that the terminal shows");
        }
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        boolean isChange = !exchange.getRequestMethod().equals("GET");
        if (isChange && !("http://" + host).equals(origin)) {
            throw new RefusedRequestException(
                    403, "changes are only accepted from the page itself");
        }
    }

    private boolean isToken(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<String> cookies(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1));
    }

    private static @Nullable String query(HttpExchange exchange, String name) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null
                ? null
                : Stream.of(query.split("&", -1))
                        .filter(part -> part.startsWith(name + "="))
                        .map(part -> part.substring(name.length() + 1))
                        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                        .findFirst()
                        .orElse(null);
    }

    /** The page; the token leaves its address and becomes a cookie. */
    private void page(HttpExchange exchange) throws IOException {
        if (query(exchange, "token") != null) {
            exchange.getResponseHeaders()
                    .set(
                            "Set-Cookie",
                            "%s=%s; Path=/; HttpOnly; SameSite=Strict".formatted(COOKIE, token));
            exchange.getResponseHeaders().set("Location", "/");
            exchange.sendResponseHeaders(303, -1);
            return;
        }
        String html =
                new PageTemplate(LabelServer.class, "label")
                        .servedPage("Label frames", new LabelPage(classes));
        send(exchange, 200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    private void image(HttpExchange exchange) throws IOException, RefusedRequestException {
        Path file =
                session.file(Objects.requireNonNullElse(query(exchange, "name"), ""))
                        .orElseThrow(
                                () -> new RefusedRequestException(404, "there is no such image"));
        if (file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g")) {
            send(exchange, 200, "image/jpeg", BoundedFile.bytes(file, MAX_IMAGE_BYTES));
            return;
        }
        try {
            byte[] png = ImageFiles.encodePng(ImageFiles.read(file).shrunkTo(LONGEST_SIDE));
            send(exchange, 200, "image/png", png);
        } catch (UnreadableImageException e) {
            throw new RefusedRequestException(404, String.valueOf(e.getMessage()));
        }
    }

    private static Change change(HttpExchange exchange)
            throws IOException, RefusedRequestException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES + 1);
        if (body.length > MAX_REQUEST_BYTES) {
            throw new RefusedRequestException(413, "the request is too large");
        }
        try {
            return StrictJson.MAPPER.readValue(body, Change.class);
        } catch (JacksonException e) {
            throw new RefusedRequestException(400, "the request is not valid JSON");
        }
    }

    private static String required(@Nullable String value) throws RefusedRequestException {
        if (value == null) {
            throw new RefusedRequestException(400, "the request lacks a field");
        }
        return value;
    }

    private static void state(HttpExchange exchange, State state) throws IOException {
        send(exchange, 200, "application/json", StrictJson.MAPPER.writeValueAsBytes(state));
    }

    private static void text(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) { // sent whole before the wait may end
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        requests.close();
    }
}
