package dev.framewatch.desk.download;

import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Local server with one file and configurable failures. */
final class FileServer implements AutoCloseable {
    private final LoopbackSite site;
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    volatile byte[] content;
    volatile @Nullable String tag = "\"one\"";

    /** Numbers of bytes after which the next responses are cut off; complete if empty. */
    final List<Integer> cuts = Collections.synchronizedList(new ArrayList<>());

    volatile boolean hearsRanges = true;
    volatile boolean saysLength = true;
    volatile boolean stallsInsteadOfCutting;

    FileServer(byte[] content) throws IOException {
        this.content = content;
        site =
                new LoopbackSite()
                        .on("/model.h5", this::serve)
                        .on("/moved", exchange -> redirect(exchange, query(exchange)))
                        .on("/round", LoopbackSite.redirect("/round"))
                        .on(
                                "/status",
                                exchange ->
                                        exchange.sendResponseHeaders(
                                                Integer.parseInt(query(exchange)), -1));
    }

    private static String query(HttpExchange exchange) {
        return exchange.getRequestURI().getQuery();
    }

    String address(String path) {
        return site.at("") + path;
    }

    /** Returns the Range header of each request for the file, in order; {@code none} if absent. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        LoopbackSite.redirect(to).to(exchange);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        ranges.add(range == null ? "none" : range);
        boolean part = range != null && hearsRanges && (condition == null || condition.equals(tag));
        int start = part ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (tag != null) {
            exchange.getResponseHeaders().set("ETag", tag);
        }
        if (start >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (part) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
        }
        send(exchange, part ? 206 : 200, start);
    }

    private void send(HttpExchange exchange, int status, int start) throws IOException {
        int length = content.length - start;
        int most = cuts.isEmpty() ? length : cuts.removeFirst();
        exchange.sendResponseHeaders(status, saysLength ? length : 0);
        exchange.getResponseBody().write(content, start, Math.min(most, length));
        exchange.getResponseBody().flush();
        if (most < length && stallsInsteadOfCutting) {
            await();
        }
        if (most < length) {
            throw new IOException("cut, as the test wants it");
        }
    }

    private void await() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        released.countDown();
        site.close();
    }
}
