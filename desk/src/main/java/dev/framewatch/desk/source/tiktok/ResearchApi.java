package dev.framewatch.desk.source.tiktok;

import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.feed.PlainText;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Client of TikTok's Research API, version 2: client-credentials tokens and paged video queries.
 * The token is kept in memory only, until it expires.
 */
final class ResearchApi {
    /** Maximum number of videos per page. */
    static final int PAGE_SIZE = 100;

    private static final long MAX_RESPONSE_BYTES = 16L << 20;
    private static final Duration EXPIRY_MARGIN = Duration.ofMinutes(1);

    /** Default delay after rate limiting without Retry-After. */
    private static final Duration DEFAULT_PAUSE = Duration.ofMinutes(15);

    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json", "Accept", "application/json");
    private static final Map<String, String> FORM =
            Map.of(
                    "Content-Type",
                    "application/x-www-form-urlencoded",
                    "Accept",
                    "application/json");

    private final ResearchQuery query;
    private final WebClient web;
    private final Clock clock;
    private String token = "";
    private Instant expires = Instant.MIN;

    ResearchApi(ResearchQuery query, WebClient web, Clock clock) {
        this.query = query;
        this.web = web;
        this.clock = clock;
    }

    /**
     * A page of videos.
     *
     * @param videos the videos, as parsed
     * @param response the answer as received
     */
    record Page(
            JsonNode videos, long cursor, boolean hasMore, String searchId, WebResponse response) {}

    /** Error response of the API, with its documented error code. */
    static final class ApiException extends Exception {
        private final String code;
        private final transient WebResponse response;

        ApiException(String code, String message, WebResponse response) {
            super(message);
            this.code = code;
            this.response = response;
        }

        String code() {
            return code;
        }
    }

    /** Requests one page of videos. */
    Page page(ResearchCursor cursor) throws ApiException, SourceException {
        ObjectNode body = StrictJson.MAPPER.createObjectNode();
        body.set("query", query.query());
        body.put("start_date", cursor.from().format(DateTimeFormatter.BASIC_ISO_DATE));
        body.put("end_date", cursor.to().format(DateTimeFormatter.BASIC_ISO_DATE));
        body.put("max_count", PAGE_SIZE);
        body.put("cursor", cursor.offset());
        if (!cursor.searchId().isEmpty()) {
            body.put("search_id", cursor.searchId());
        }
        URI url =
                URI.create(
                        query.api()
                                + "/v2/research/video/query/?fields="
                                + String.join(",", query.fields()));
        Map<String, String> headers = new java.util.TreeMap<>(JSON);
        headers.put("Authorization", "Bearer " + token());
        WebResponse response = post(url, headers, body.toString());
        JsonNode json = json(response);
        String code = json.path("error").path("code").asString("");
        if (!response.isSuccess() || !(code.isEmpty() || code.equals("ok"))) {
            throw new ApiException(code, json.path("error").path("message").asString(""), response);
        }
        JsonNode data = json.path("data");
        return new Page(
                data.path("videos"),
                data.path("cursor").asLong(cursor.offset() + PAGE_SIZE),
                data.path("has_more").asBoolean(false),
                data.path("search_id").asString(""),
                response);
    }

    /** Discards the token, so that the next request obtains a new one. */
    void discardToken() {
        token = "";
    }

    private String token() throws SourceException {
        if (!token.isEmpty() && clock.instant().isBefore(expires)) {
            return token;
        }
        String formBody =
                "client_key=%s&client_secret=%s&grant_type=client_credentials"
                        .formatted(encoded(query.clientKey()), encoded(query.clientSecret()));
        WebResponse response = post(URI.create(query.api() + "/v2/oauth/token/"), FORM, formBody);
        JsonNode json = json(response);
        String newToken = json.path("access_token").asString("");
        if (!response.isSuccess() || newToken.isBlank()) {
            throw tokenFailure(response, json);
        }
        token = newToken;
        expires =
                clock.instant()
                        .plusSeconds(Math.max(0, json.path("expires_in").asLong(0)))
                        .minus(EXPIRY_MARGIN);
        return token;
    }

    private SourceException tokenFailure(WebResponse response, JsonNode json) {
        String code = json.path("error").asString("");
        String message =
                "TikTok issued no token%s: %s"
                        .formatted(
                                code.isEmpty() ? "" : " (" + PlainText.abbreviate(code) + ")",
                                redact(
                                        json.path("error_description")
                                                .asString(response.summary())));
        if (response.status() >= 500 || response.status() == 429) {
            return new SourceException(message, response.retryAfter().orElse(null), null);
        }
        return SourceException.permanent(message + "; check client_key and client_secret", null);
    }

    private WebResponse post(URI url, Map<String, String> headers, String body)
            throws SourceException {
        try {
            return web.post(
                    url, headers, body.getBytes(StandardCharsets.UTF_8), MAX_RESPONSE_BYTES);
        } catch (IOException e) {
            throw new SourceException(String.valueOf(e.getMessage()), e);
        }
    }

    private static JsonNode json(WebResponse response) throws SourceException {
        try {
            return StrictJson.MAPPER.readTree(response.body());
        } catch (JacksonException e) {
            throw new SourceException(
                    response.summary() + " with invalid JSON",
                    response.retryAfter().orElse(null),
                    e);
        }
    }

    /** Converts an API error to a failure of the source. */
    SourceException failure(ApiException apiException) {
        String reason = redact(String.valueOf(apiException.getMessage()));
        @Nullable Duration retryAfter = apiException.response.retryAfter().orElse(null);
        String code = apiException.code();
        return switch (code) {
            case "invalid_params" ->
                    SourceException.permanent("TikTok rejected the query: " + reason, apiException);
            case "access_token_invalid" ->
                    SourceException.permanent(
                            "TikTok rejected its own token: " + reason, apiException);
            case "scope_not_authorized", "scope_permission_missed" ->
                    SourceException.permanent(
                            "this client has no access to TikTok's Research API: " + reason,
                            apiException);
            case "daily_quota_limit_exceeded" ->
                    new SourceException(
                            "TikTok's daily quota is used up",
                            retryAfter == null ? untilMidnight() : retryAfter,
                            apiException);
            case "rate_limit_exceeded" ->
                    new SourceException(
                            "TikTok limits the request rate",
                            retryAfter == null ? DEFAULT_PAUSE : retryAfter,
                            apiException);
            case "internal_error" ->
                    new SourceException(
                            "TikTok reported an internal error: " + reason,
                            retryAfter,
                            apiException);
            default ->
                    new SourceException(
                            apiException.response.summary()
                                    + (code.isEmpty()
                                            ? ""
                                            : " " + PlainText.abbreviate(code) + ": " + reason),
                            retryAfter,
                            apiException);
        };
    }

    Duration untilMidnight() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return Duration.between(
                now,
                OffsetDateTime.of(
                        now.toLocalDate().plusDays(1), LocalTime.MIDNIGHT, ZoneOffset.UTC));
    }

    /** Redacts the client secret and the token, which an error message might repeat. */
    private String redact(String text) {
        String redacted = text.replace(query.clientSecret(), "…");
        return PlainText.abbreviate(token.isEmpty() ? redacted : redacted.replace(token, "…"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
