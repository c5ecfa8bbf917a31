package dev.framewatch.desk.month;

import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A site with three feeds whose posts appear as time goes by, which is often in trouble: too many
 * requests, faults, garbage, slow and cut connections, media that are gone. It also takes webhooks.
 */
final class MonthSite implements AutoCloseable {
    static final int FEEDS = 3;

    private static final int SHOWN = 40;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LoopbackSite site;
    private final List<Planned> posts;
    private final Map<String, byte[]> media = new HashMap<>();
    private final Supplier<Instant> now;
    private final Random random = new Random(7);
    private final List<JsonNode> alerts = new ArrayList<>();
    private int troubles;
    volatile boolean receiverIsDown;

    /**
     * @param media files by their path on the site
     */
    MonthSite(List<Planned> posts, Map<String, Path> media, Supplier<Instant> now)
            throws IOException {
        this.posts = posts;
        this.now = now;
        for (Map.Entry<String, Path> one : media.entrySet()) {
            this.media.put(one.getKey(), Files.readAllBytes(one.getValue()));
        }
        site = new LoopbackSite().otherwise(this::answer);
    }

    URI at(String path) {
        return site.at(path);
    }

    /** What the receiver of webhooks took. */
    synchronized List<JsonNode> alerts() {
        return List.copyOf(alerts);
    }

    synchronized int troubles() {
        return troubles;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/alert")) {
                take(exchange);
            } else if (!inTrouble(exchange, path)) {
                serve(exchange, path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (receiverIsDown) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        synchronized (this) {
            alerts.add(event);
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private boolean inTrouble(HttpExchange exchange, String path)
            throws IOException, InterruptedException {
        int dice;
        synchronized (this) {
            dice = random.nextInt(100);
            troubles += dice < 10 ? 1 : 0;
        }
        switch (dice) {
            case 0, 1, 2 -> {
                exchange.getResponseHeaders().set("Retry-After", "1800");
                exchange.sendResponseHeaders(429, -1);
            }
            case 3, 4 -> exchange.sendResponseHeaders(500, -1);
            case 5, 6 ->
                    send(
                            exchange,
                            "text/html",
                            "<p>Please come back later".getBytes(StandardCharsets.UTF_8));
            case 7 -> {
                exchange.sendResponseHeaders(200, 10_000);
                exchange.getResponseBody().write(new byte[5_000]);
                exchange.getResponseBody().flush();
            }
            case 8 -> exchange.sendResponseHeaders(503, -1);
            case 9 -> {
                Thread.sleep(50); // a slow server, which is nothing bad
                serve(exchange, path);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void serve(HttpExchange exchange, String path) throws IOException {
        if (path.startsWith("/feed")) {
            int feed = Integer.parseInt(path.substring("/feed".length(), "/feed".length() + 1));
            send(exchange, "application/feed+json", feed(feed));
            return;
        }
        boolean deleted = posts.stream().anyMatch(p -> p.deleted() && p.media().equals(path));
        byte[] bytes = media.get(path.replaceAll("^/[0-9]+(?=/)", ""));
        if (deleted || bytes == null) {
            exchange.sendResponseHeaders(410, -1);
        } else {
            send(exchange, "video/mp4", bytes);
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private byte[] feed(int feed) {
        Instant moment = now.get();
        List<Planned> there =
                posts.stream().filter(p -> p.feed() == feed && !p.at().isAfter(moment)).toList();
        List<Planned> latest = there.subList(Math.max(0, there.size() - SHOWN), there.size());
        String items =
                IntStream.range(0, latest.size())
                        .mapToObj(i -> item(latest.get(latest.size() - 1 - i)))
                        .collect(Collectors.joining(","));
        return """
        {"version":"https://jsonfeed.org/version/1.1","title":"feed %d","items":[%s]}\
        """
                .formatted(feed, items)
                .getBytes(StandardCharsets.UTF_8);
    }

    private String item(Planned post) {
        return """
        {"id":"%1$s","url":"%2$s","content_text":"caption of %1$s","date_published":"%3$s",\
        "authors":[{"name":"author %4$d"}],"attachments":[{"url":"%5$s","mime_type":"video/mp4"}]}\
        """
                .formatted(
                        post.id(),
                        at("/page/" + post.id()),
                        post.at(),
                        Math.abs(post.id().hashCode() % 50),
                        at(post.media()));
    }

    @Override
    public void close() {
        site.close();
    }
}
