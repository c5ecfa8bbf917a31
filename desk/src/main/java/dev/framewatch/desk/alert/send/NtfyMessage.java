package dev.framewatch.desk.alert.send;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Payload of ntfy's publishing as JSON: plain text, and a tap opens the post. */
final class NtfyMessage {
    /** A longer message would become an attachment. */
    private static final int MAX_BYTES = 4096;

    private NtfyMessage() {}

    static Map<String, Object> of(String topic, String title, List<AlertView> notices) {
        Map<String, Object> message = new TreeMap<>();
        message.put("topic", topic);
        message.put("title", ChatText.withoutMentions(title));
        message.put("message", text(notices));
        URI page = notices.size() == 1 ? notices.getFirst().page() : null;
        if (page != null) {
            message.put("click", page.toASCIIString());
        }
        return message;
    }

    private static String text(List<AlertView> notices) {
        if (notices.size() > 1) {
            return String.join(
                    "\n",
                    ChatText.listed(
                            notices,
                            notice -> ChatText.withoutMentions(notice.title()),
                            NtfyMessage::bytes,
                            MAX_BYTES));
        }
        String text = ChatText.plain(notices.getFirst());
        for (int chars = text.length(); bytes(text) > MAX_BYTES; chars = chars * 3 / 4) {
            text = UntrustedText.text(text, chars);
        }
        return text;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
