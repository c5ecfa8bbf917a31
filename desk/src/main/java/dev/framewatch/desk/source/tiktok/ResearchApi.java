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
 * TikTok's Research API, version 2: a token for the client's key and secret, and one page of videos
 * at a time. The token is kept in memory only, until it expires.
 */
final class ResearchApi {
    /** Videos on a page, at most. */
    static final int PAGE_SIZE = 100;

    private static final long MAX_RESPONSE_BYTES = 16L << 20;
    private static final Duration EXPIRY_MARGIN = Duration.ofMinutes(1);

    /** Where it does not say how long to wait. */
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

    ResearchApi(ResearchQuery wanted, WebClient web, Clock clock) {
        this.query = wanted;
        this.web = web;
        this.clock = clock;
    }

    /**
     * A page of videos.
     *
     * @param videos as received
     */
    record Page(JsonNode videos, long cursor, boolean hasMore, String searchId) {}

    /** The API's own word for why it refused, as its documentation lists them. */
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

    /** One request for videos. */
    Page page(ResearchCursor at) throws ApiException, SourceException {
        ObjectNode body = StrictJson.MAPPER.createObjectNode();
        body.set("query", query.query());
        body.put("start_date", at.from().format(DateTimeFormatter.BASIC_ISO_DATE));
        body.put("end_date", at.to().format(DateTimeFormatter.BASIC_ISO_DATE));
        body.put("max_count", PAGE_SIZE);
        body.put("cursor", at.offset());
        if (!at.searchId().isEmpty()) {
            body.put("search_id", at.searchId());
        }
        URI address =
                URI.create(
                        query.api()
                                + "/v2/research/video/query/?fields="
                                + String.join(",", query.fields()));
        Map<String, String> headers = new java.util.TreeMap<>(JSON);
        headers.put("Authorization", "Bearer " + token());
        WebResponse response = post(address, headers, body.toString());
        JsonNode said = json(response);
        String code = said.path("error").path("code").asString("");
        if (!response.isSuccess() || !(code.isEmpty() || code.equals("ok"))) {
            throw new ApiException(code, said.path("error").path("message").asString(""), response);
        }
        JsonNode data = said.path("data");
        return new Page(
                data.path("videos"),
                data.path("cursor").asLong(at.offset() + PAGE_SIZE),
                data.path("has_more").asBoolean(false),
                data.path("search_id").asString(""));
    }

    /** Forgets the token, so that the next request fetches a new one. */
    void discardToken() {
        token = "";
    }

    private String token() throws SourceException {
        if (!token.isEmpty() && clock.instant().isBefore(expires)) {
            return token;
        }
        String form =
                "client_key=%s&client_secret=%s&grant_type=client_credentials"
                        .formatted(encoded(query.clientKey()), encoded(query.clientSecret()));
        WebResponse response = post(URI.create(query.api() + "/v2/oauth/token/"), FORM, form);
        JsonNode said = json(response);
        String got = said.path("access_token").asString("");
        if (!response.isSuccess() || got.isBlank()) {
            throw tokenFailure(response, said);
        }
        token = got;
        expires =
                clock.instant()
                        .plusSeconds(Math.max(0, said.path("expires_in").asLong(0)))
                        .minus(EXPIRY_MARGIN);
        return token;
    }

    private SourceException tokenFailure(WebResponse response, JsonNode said) {
        String code = said.path("error").asString("");
        String sentence =
                "TikTok gives no token%s: %s"
                        .formatted(
                                code.isEmpty() ? "" : " (" + PlainText.abbreviate(code) + ")",
                                redact(
                                        said.path("error_description")
                                                .asString(response.summary())));
        if (response.status() >= 500 || response.status() == 429) {
            return new SourceException(sentence, response.retryAfter().orElse(null), null);
        }
        return SourceException.permanent(sentence + "; check client_key and client_secret", null);
    }

    private WebResponse post(URI address, Map<String, String> headers, String body)
            throws SourceException {
        try {
            return web.post(
                    address, headers, body.getBytes(StandardCharsets.UTF_8), MAX_RESPONSE_BYTES);
        } catch (IOException e) {
            throw new SourceException(String.valueOf(e.getMessage()), e);
        }
    }

    private static JsonNode json(WebResponse response) throws SourceException {
        try {
            return StrictJson.MAPPER.readTree(response.body());
        } catch (JacksonException e) {
            throw new SourceException(
                    response.summary() + " with something that is not JSON",
                    response.retryAfter().orElse(null),
                    e);
        }
    }

    /** What a refusal means for the Source. */
    SourceException failure(ApiException apiException) {
        String reason = redact(String.valueOf(apiException.getMessage()));
        @Nullable Duration wait = apiException.response.retryAfter().orElse(null);
        String code = apiException.code();
        return switch (code) {
            case "invalid_params" ->
                    SourceException.permanent(
                            "TikTok does not accept the query: " + reason, apiException);
            case "access_token_invalid" ->
                    SourceException.permanent(
                            "TikTok does not accept its own token: " + reason, apiException);
            case "scope_not_authorized", "scope_permission_missed" ->
                    SourceException.permanent(
                            "TikTok has not let this client use the Research API: " + reason,
                            apiException);
            case "daily_quota_limit_exceeded" ->
                    new SourceException(
                            "TikTok's quota for today is used up",
                            wait == null ? untilMidnight() : wait,
                            apiException);
            case "rate_limit_exceeded" ->
                    new SourceException(
                            "TikTok wants to be asked less often",
                            wait == null ? DEFAULT_PAUSE : wait,
                            apiException);
            case "internal_error" ->
                    new SourceException("TikTok is in trouble: " + reason, wait, apiException);
            default ->
                    new SourceException(
                            apiException.response.summary()
                                    + (code.isEmpty()
                                            ? ""
                                            : " " + PlainText.abbreviate(code) + ": " + reason),
                            wait,
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

    /** What a server says might hold what it was told. */
    private String redact(String text) {
        String open = text.replace(query.clientSecret(), "…");
        return PlainText.abbreviate(token.isEmpty() ? open : open.replace(token, "…"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
