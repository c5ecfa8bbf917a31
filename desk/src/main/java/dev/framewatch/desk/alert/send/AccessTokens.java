package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.OAuthClient;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Obtains OAuth 2.0 access tokens, and keeps each until shortly before it expires. */
final class AccessTokens {
    private static final long MAX_RESPONSE_BYTES = 1 << 16;
    private static final int MAX_REASON_CHARS = 200;
    private static final Duration MARGIN = Duration.ofMinutes(2);
    private static final Duration UNKNOWN_LIFETIME = Duration.ofMinutes(10);

    private final WebClients web;
    private final Clock clock;
    private final Map<OAuthClient, Token> tokens = new HashMap<>();

    private record Token(String text, Instant validUntil) {}

    AccessTokens(WebClients web, Clock clock) {
        this.web = web;
        this.clock = clock;
    }

    /**
     * Returns a valid token.
     *
     * @param allowPrivate whether the token endpoint may be in a private network
     * @throws IOException if none is granted; the message has the server's own error
     */
    synchronized String get(OAuthClient client, String secret, boolean allowPrivate)
            throws IOException {
        Token known = tokens.get(client);
        if (known == null || !clock.instant().isBefore(known.validUntil)) {
            known = request(client, secret, web.allowing(allowPrivate));
            tokens.put(client, known);
        }
        return known.text;
    }

    /** Forgets the token of a client, which a server has refused. */
    synchronized void forget(OAuthClient client) {
        tokens.remove(client);
    }

    private Token request(OAuthClient client, String secret, WebClient server) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", client.clientId());
        form.put("client_secret", secret);
        if (!client.scope().isEmpty()) {
            form.put("scope", client.scope());
        }
        WebResponse response =
                server.post(
                        client.tokenUrl(),
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Accept",
                                "application/json"),
                        encoded(form).getBytes(StandardCharsets.US_ASCII),
                        MAX_RESPONSE_BYTES);
        JsonNode answer = json(response);
        String token = answer == null ? "" : answer.path("access_token").asString("");
        if (!response.isSuccess() || token.isEmpty()) {
            throw new IOException(
                    "%s granted no access token (%d%s)"
                            .formatted(
                                    client.tokenUrl().getHost(),
                                    response.status(),
                                    reason(answer, secret)));
        }
        return new Token(token, clock.instant().plus(lifetime(answer)));
    }

    private static Duration lifetime(@Nullable JsonNode answer) {
        long seconds = answer == null ? 0 : answer.path("expires_in").asLong(0);
        Duration lifetime = seconds > 0 ? Duration.ofSeconds(seconds) : UNKNOWN_LIFETIME;
        return lifetime.compareTo(MARGIN) > 0 ? lifetime.minus(MARGIN) : Duration.ZERO;
    }

    private static @Nullable JsonNode json(WebResponse response) {
        try {
            return StrictJson.MAPPER.readTree(response.body());
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String reason(@Nullable JsonNode answer, String secret) {
        if (answer == null) {
            return "";
        }
        String text =
                UntrustedText.line(
                        answer.path("error").asString("")
                                + " "
                                + answer.path("error_description").asString(""),
                        MAX_REASON_CHARS);
        return text.isBlank() ? "" : ": " + text.strip().replace(secret, "...");
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
