package dev.framewatch.desk.source.tiktok;

import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fake of TikTok's Research API as documented: client credentials, pages of at most 100 videos,
 * windows of at most 30 days, cursors bound to a search_id, a daily request quota, and error codes.
 */
public final class TikTokStandIn implements AutoCloseable {
    static final String KEY = "awkey";
    public static final String SECRET = "hush & secret";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final LoopbackSite site;
    private final List<ObjectNode> videos = new ArrayList<>();
    private final Deque<String> errors = new ArrayDeque<>();

    public final List<JsonNode> queries = new ArrayList<>();
    public int tokens;
    int quota = 1000;
    int expiresIn = 7200;
    public String retryAfter = "";
    private String search = "";

    public TikTokStandIn() throws IOException {
        site =
                new LoopbackSite()
                        .on("/v2/oauth/token/", this::token)
                        .on("/v2/research/video/query/", this::query);
    }

    public String address() {
        return site.at("").toString();
    }

    /** Adds videos posted one per minute, from noon of a day. */
    public TikTokStandIn with(int count, LocalDate day) {
        for (int i = 0; i < count; i++) {
            long id = 7_300_000_000_000_000_000L + videos.size();
            long seconds = day.atTime(12, 0).plusMinutes(i).toEpochSecond(ZoneOffset.UTC);
            ObjectNode video =
                    JSON.createObjectNode()
                            .put("id", id)
                            .put("username", "user." + i % 7)
                            .put("create_time", seconds)
                            .put("video_description", "clip " + i + " #a")
                            .put("region_code", "US")
                            .put("view_count", 1000L + i)
                            .put("like_count", 10)
                            .put("share_count", 2)
                            .put("comment_count", 3);
            video.putArray("hashtag_names").add("a").add("b");
            videos.add(video);
        }
        return this;
    }

    /** Makes the next queries fail with these error codes. */
    public void fail(String... codes) {
        errors.addAll(List.of(codes));
    }

    /** Invalidates all previous searches. */
    public void forgetSearch() {
        search = "forgotten";
    }

    private synchronized void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String right =
                "client_key=awkey&client_secret=hush+%26+secret&grant_type=client_credentials";
        if (!form.equals(right)) {
            answer(
                    exchange,
                    401,
                    "{\"error\":\"invalid_client\",\"error_description\":\"Client key or secret is"
                            + " incorrect: "
                            + form
                            + "\",\"log_id\":\"1\"}");
            return;
        }
        tokens++;
        answer(
                exchange,
                200,
                "{\"access_token\":\"clt.%d\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
                        .formatted(tokens, expiresIn));
    }

    private synchronized void query(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        queries.add(body);
        String error = errors.isEmpty() ? check(exchange, body) : errors.remove();
        if (!error.isEmpty()) {
            refuse(exchange, error);
            return;
        }
        answer(exchange, 200, page(body).toString());
    }

    private String check(HttpExchange exchange, JsonNode body) {
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Bearer clt." + tokens).equals(bearer)) {
            return "access_token_invalid";
        }
        if (queries.size() > quota) {
            return "daily_quota_limit_exceeded";
        }
        LocalDate start = day(body, "start_date");
        LocalDate end = day(body, "end_date");
        boolean sensible =
                exchange.getRequestURI().getQuery().startsWith("fields=id,")
                        && body.path("query").size() > 0
                        && !end.isBefore(start)
                        && ChronoUnit.DAYS.between(start, end) <= 30
                        && body.path("max_count").asInt() <= 100;
        String id = body.path("search_id").asString("");
        boolean goesOn = body.path("cursor").asLong() == 0 ? id.isEmpty() : id.equals(search);
        return sensible && goesOn ? "" : "invalid_params";
    }

    private ObjectNode page(JsonNode body) {
        LocalDate start = day(body, "start_date");
        LocalDate end = day(body, "end_date");
        List<ObjectNode> found =
                videos.stream()
                        .filter(video -> {
                            LocalDate posted =
                                    LocalDate.ofInstant(
                                            Instant.ofEpochSecond(
                                                    video.path("create_time").asLong()),
                                            ZoneOffset.UTC);
                            return !posted.isBefore(start) && !posted.isAfter(end);
                        })
                        .toList();
        int from = body.path("cursor").asInt();
        int to = Math.min(found.size(), from + body.path("max_count").asInt());
        if (from == 0) {
            search = "search-" + queries.size();
        }
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode data = answer.putObject("data");
        found.subList(Math.min(from, to), to).forEach(data.putArray("videos")::add);
        data.put("cursor", to).put("has_more", to < found.size()).put("search_id", search);
        answer.putObject("error").put("code", "ok").put("message", "").put("log_id", "1");
        return answer;
    }

    private static LocalDate day(JsonNode body, String field) {
        return LocalDate.parse(body.path(field).asString(""), DateTimeFormatter.BASIC_ISO_DATE);
    }

    private void refuse(HttpExchange exchange, String code) throws IOException {
        if (code.equals("garbage")) {
            answer(exchange, 502, "<html>Bad gateway</html>");
            return;
        }
        int status =
                switch (code) {
                    case "invalid_params" -> 400;
                    case "access_token_invalid", "scope_not_authorized" -> 401;
                    case "rate_limit_exceeded", "daily_quota_limit_exceeded" -> 429;
                    default -> 500;
                };
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        answer(
                exchange,
                status,
                "{\"data\":{},\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"log_id\":\"1\"}}"
                        .formatted(code, code.toUpperCase(Locale.ROOT).replace('_', ' ')));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        site.close();
    }
}
