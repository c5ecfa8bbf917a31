package dev.framewatch.desk.alert.send;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Payload of the Telegram Bot API's {@code sendMessage}. */
final class TelegramMessage {
    private static final int MAX_CHARS = 4000;

    private TelegramMessage() {}

    /**
     * @param parameters parameters of the URL: the chat, and the topic in it, if any
     */
    static Map<String, Object> of(
            Map<String, String> parameters, String title, List<AlertView> notices) {
        Map<String, Object> message = new TreeMap<>();
        message.put("chat_id", Objects.requireNonNull(parameters.get("chat_id")));
        String topic = parameters.get("message_thread_id");
        if (topic != null) {
            message.put("message_thread_id", topic);
        }
        message.put("parse_mode", "HTML");
        message.put("text", String.join("\n", ChatHtml.lines(title, notices, MAX_CHARS)));
        message.put("link_preview_options", Map.of("is_disabled", true));
        return message;
    }
}
