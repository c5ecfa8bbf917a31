package dev.framewatch.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A session with a desk over HTTP, without JavaScript; redirects are not followed. */
final class DeskBrowser implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"(\\w+)\"");

    final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final @Nullable String cookie;

    private DeskBrowser(URI base, @Nullable String cookie) {
        this.base = base;
        this.cookie = cookie;
    }

    /** Opens a session with the address that the terminal shows. */
    static DeskBrowser open(WebDesk desk) throws IOException, InterruptedException {
        URI address = desk.address();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String cookie =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                            .headers()
                            .firstValue("Set-Cookie")
                            .orElseThrow();
            return new DeskBrowser(address.resolve("/"), cookie.replaceFirst(";.*", ""));
        }
    }

    /** Returns somebody who was not shown the address. */
    static DeskBrowser stranger(WebDesk desk) {
        return new DeskBrowser(desk.address().resolve("/"), null);
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    /** Sends a form without the token. */
    HttpResponse<String> post(String path, Map<String, String> fields, String... headers)
            throws IOException, InterruptedException {
        String form =
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", form, headers);
    }

    HttpResponse<String> send(
            String method, String path, String type, String body, String... headers)
            throws IOException, InterruptedException {
        BodyPublisher content = BodyPublishers.ofString(body);
        HttpRequest.Builder request =
                request(path).header("Content-Type", type).method(method, content);
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    /** Returns the token that the pages of this session contain. */
    String token() throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get("/review").body());
        if (!token.find()) {
            throw new AssertionError("the page has no token");
        }
        return token.group(1);
    }

    URI at(String path) {
        return base.resolve(path);
    }

    @Override
    public void close() {
        client.close();
    }
}
