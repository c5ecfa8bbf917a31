package dev.framewatch.desk.alert.send;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Content of a Matrix {@code m.room.message} event that mentions nobody. */
final class MatrixMessage {
    private static final int MAX_CHARS = 20_000;

    private MatrixMessage() {}

    static Map<String, Object> of(String title, List<AlertView> notices) {
        String html = String.join("<br>", ChatHtml.lines(title, notices, MAX_CHARS));
        return Map.of(
                "msgtype",
                "m.text",
                "body",
                plain(title, notices),
                "format",
                "org.matrix.custom.html",
                "formatted_body",
                html,
                "m.mentions",
                Map.of());
    }

    /** Returns the text for clients without HTML. */
    private static String plain(String title, List<AlertView> notices) {
        return ChatText.withoutMentions(title)
                + "\n"
                + (notices.size() == 1
                                ? notices.stream().map(ChatText::plain)
                                : ChatText.listed(
                                        notices,
                                        notice -> ChatText.withoutMentions(notice.title()),
                                        String::length,
                                        MAX_CHARS)
                                        .stream())
                        .collect(Collectors.joining("\n"));
    }
}
