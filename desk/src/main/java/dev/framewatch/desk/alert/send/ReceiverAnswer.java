package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.json.StrictJson;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a receiver says about a message, beyond the status: its own word for an error, and when to
 * try again.
 *
 * @param words text for users, empty if it says nothing
 * @param retryAfter delay that it asks for; null if none
 */
record ReceiverAnswer(String words, @Nullable Duration retryAfter) {
    private static final int MAX_CHARS = 160;
    private static final int MAX_PLAIN_BYTES = 1000;

    /** Fields in which chats explain an error, such as {@code invalid_token}. */
    private static final List<String> FIELDS =
            List.of("errcode", "error", "description", "message", "detail");

    /** Teams answers 200 where its own delivery failed. */
    private static final String TEAMS_FAILURE = "delivery failed";

    static ReceiverAnswer of(WebResponse response) {
        Duration header = response.retryAfter().orElse(null);
        JsonNode json = json(response);
        if (json == null) {
            return new ReceiverAnswer(plain(response), header);
        }
        StringBuilder words = new StringBuilder();
        for (String field : FIELDS) {
            String text = text(json.path(field));
            if (!text.isEmpty() && words.indexOf(text) < 0) {
                words.append(words.isEmpty() ? "" : ": ").append(text);
            }
        }
        return new ReceiverAnswer(
                UntrustedText.line(words.toString(), MAX_CHARS),
                header == null ? retryAfter(json).orElse(null) : header);
    }

    /** Returns whether an answer with a status of success reports a failure. */
    boolean isFailure() {
        return words.toLowerCase(Locale.ROOT).contains(TEAMS_FAILURE);
    }

    private static @Nullable JsonNode json(WebResponse response) {
        try {
            JsonNode node = StrictJson.MAPPER.readTree(response.body());
            return node != null && node.isObject() ? node : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String text(JsonNode node) {
        return node.isObject() ? text(node.path("message")) : node.asString("");
    }

    /** Returns a short text that is no page. */
    private static String plain(WebResponse response) {
        String text = response.text().strip();
        return response.body().length > MAX_PLAIN_BYTES || text.startsWith("<")
                ? ""
                : UntrustedText.line(text, MAX_CHARS);
    }

    /** Telegram, Discord and Matrix each have a field of their own. */
    private static Optional<Duration> retryAfter(JsonNode json) {
        double seconds =
                Math.max(
                        json.at("/parameters/retry_after").asDouble(0),
                        Math.max(
                                json.path("retry_after").asDouble(0),
                                json.path("retry_after_ms").asDouble(0) / 1000));
        return seconds > 0
                ? Optional.of(Duration.ofMillis(Math.round(Math.min(seconds, 86_400) * 1000)))
                : Optional.empty();
    }
}
