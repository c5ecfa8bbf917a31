package dev.framewatch.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web site on this machine whose responses a test sets, for tests of every module. */
public final class LoopbackSite implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Reply otherwise = status(404);

    /** Responds to one request; the exchange is closed afterwards. */
    @FunctionalInterface
    public interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    /** Opens the site on a free port of 127.0.0.1. */
    public LoopbackSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path);
            replies.getOrDefault(path, otherwise).to(exchange);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns a URL of the site; the path may have a query. */
    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Returns the received requests, e.g. {@code GET /path}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public LoopbackSite on(String path, Reply reply) {
        replies.put(path, reply);
        return this;
    }

    /** Sets the response to every path that has none of its own; 404 unless set. */
    public LoopbackSite otherwise(Reply reply) {
        otherwise = reply;
        return this;
    }

    public LoopbackSite page(String path, String html) {
        return on(path, content("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8)));
    }

    public static Reply content(String type, byte[] bytes) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    /** Returns a response that declares its full length but ends in the middle. */
    public static Reply cutOff(String type, byte[] bytes) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
        };
    }

    public static Reply status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    public static Reply redirect(String to) {
        return status(302, "Location", to);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
