package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the request that posts a message to a chat service. */
final class ChatRequest {
    private static final String JSON = "application/json";

    private ChatRequest() {}

    static WebhookRequest of(ChannelConfig.Chat config, DeliveryBatch batch) {
        String title = AlertText.title(batch);
        List<AlertView> notices = AlertText.notices(batch);
        URI url = config.url();
        return switch (config.format()) {
            case SLACK -> post(url, SlackMessage.of(title, notices));
            case MATTERMOST -> post(url, MattermostMessage.of(title, notices));
            case TEAMS -> post(url, TeamsMessage.of(title, notices));
            case DISCORD -> post(url, DiscordMessage.of(title, notices));
            case TELEGRAM ->
                    post(
                            withPath(url, url.getRawPath()),
                            TelegramMessage.of(parameters(url), title, notices));
            case MATRIX -> matrix(url, batch.id(), MatrixMessage.of(title, notices));
            case NTFY -> ntfy(url, title, notices);
        };
    }

    private static WebhookRequest post(URI url, Map<String, Object> message) {
        return new WebhookRequest(
                "POST", url, Map.of("Content-Type", JSON), EventJson.bytes(message));
    }

    /** The ID of the batch makes a repeated request the same message. */
    private static WebhookRequest matrix(URI url, String id, Map<String, Object> message) {
        String room = url.getPath().substring(1);
        URI target =
                withPath(
                        url,
                        "/_matrix/client/v3/rooms/%s/send/m.room.message/%s"
                                .formatted(encoded(room), encoded(id)));
        return new WebhookRequest("PUT", target, headers(url), EventJson.bytes(message));
    }

    private static WebhookRequest ntfy(URI url, String title, List<AlertView> notices) {
        String path = url.getPath();
        int slash = path.lastIndexOf('/');
        return new WebhookRequest(
                "POST",
                withPath(url, path.substring(0, slash + 1)),
                headers(url),
                EventJson.bytes(NtfyMessage.of(path.substring(slash + 1), title, notices)));
    }

    /** Moves the token from the URL, which servers log, to a header. */
    private static Map<String, String> headers(URI url) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", JSON);
        Optional.ofNullable(parameters(url).get("access_token"))
                .ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        return headers;
    }

    private static URI withPath(URI url, String rawPath) {
        return URI.create("%s://%s%s".formatted(url.getScheme(), url.getRawAuthority(), rawPath));
    }

    /** Returns the parameters of a URL's query. */
    private static Map<String, String> parameters(URI url) {
        Map<String, String> parameters = new HashMap<>();
        String query = Optional.ofNullable(url.getRawQuery()).orElse("");
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
