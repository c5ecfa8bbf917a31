package dev.framewatch.desk.alert;

import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Local web server that accepts or rejects webhooks. */
public final class Receiver implements AutoCloseable {
    private final LoopbackSite site;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile Map<String, String> headers = Map.of();
    private volatile String says = "";

    public Receiver() throws IOException {
        site = new LoopbackSite().otherwise(this::accept);
    }

    private void accept(HttpExchange exchange) throws IOException {
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, all) -> sent.put(name, all.get(0)));
        requests.add(
                new Request(
                        exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                        sent,
                        exchange.getRequestBody().readAllBytes(),
                        status));
        headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        byte[] body = says.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** A request, with its method and path, and the status of its response. */
    public record Request(String line, Map<String, String> headers, byte[] body, int answer) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public void answers(int code) {
        answers(code, Map.of());
    }

    public void answers(int code, Map<String, String> with) {
        status = code;
        headers = with;
    }

    /** Answers every request with a status and a text. */
    public void answers(int code, String text) {
        status = code;
        says = text;
    }

    public URI address() {
        return at("/hook/KEY");
    }

    /** Returns a URL of the receiver, with a path and a query. */
    public URI at(String path) {
        return site.at(path);
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Returns the clusters of the accepted sightings, in order of arrival. */
    public List<String> taken() {
        List<String> families = new ArrayList<>();
        for (Request request : requests) {
            if (request.answer / 100 == 2) {
                JsonNode data = request.json().get("data");
                if (data.has("events")) {
                    data.get("events")
                            .forEach(event -> families.add(event.at("/data/family").asString()));
                } else {
                    families.add(data.get("family").asString());
                }
            }
        }
        return families;
    }

    @Override
    public void close() {
        site.close();
    }
}
