package dev.framewatch.desk.alert.send;

import java.util.List;
import java.util.Map;

/** Payload of Discord webhooks: Markdown in which all untrusted text is code, and no mentions. */
final class DiscordMessage {
    private static final int MAX_DESCRIPTION_CHARS = 4000;

    private DiscordMessage() {}

    static Map<String, Object> of(String title, List<AlertView> notices) {
        return Map.of(
                "content",
                ChatText.code(title),
                "embeds",
                List.of(Map.of("description", description(notices))),
                "allowed_mentions",
                Map.of("parse", List.of()));
    }

    private static String description(List<AlertView> notices) {
        if (notices.size() > 1) {
            return String.join(
                    "\n",
                    ChatText.listed(
                            notices,
                            MattermostMessage::line,
                            String::length,
                            MAX_DESCRIPTION_CHARS));
        }
        StringBuilder text = new StringBuilder();
        MattermostMessage.addAll(text, notices.getFirst());
        return text.toString();
    }
}
