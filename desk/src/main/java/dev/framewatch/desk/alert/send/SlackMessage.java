package dev.framewatch.desk.alert.send;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Payload of Slack incoming webhooks. All text is of type plain_text, in which markup is not
 * interpreted.
 */
final class SlackMessage {
    private static final int MAX_HEADER_CHARS = 150;
    private static final int MAX_FIELD_CHARS = 2000;

    private SlackMessage() {}

    static Map<String, Object> of(String title, List<AlertView> notices) {
        List<Object> blocks = new ArrayList<>();
        blocks.add(Map.of("type", "header", "text", plain(title, MAX_HEADER_CHARS)));
        if (notices.size() == 1) {
            addAll(blocks, notices.getFirst());
        } else {
            addTitles(blocks, notices);
        }
        return Map.of(
                "text",
                ChatText.slack(title),
                "blocks",
                blocks,
                "unfurl_links",
                false,
                "unfurl_media",
                false);
    }

    private static void addAll(List<Object> blocks, AlertView notice) {
        List<Object> fields = new ArrayList<>();
        for (AlertView.Fact fact : notice.facts()) {
            fields.add(plain(fact.name() + ": " + fact.value()));
        }
        blocks.add(Map.of("type", "section", "fields", fields));
        if (!notice.quote().isEmpty()) {
            blocks.add(Map.of("type", "section", "text", plain(notice.quote())));
        }
        addPage(blocks, notice);
        addNote(blocks, notice.caution());
    }

    private static void addTitles(List<Object> blocks, List<AlertView> notices) {
        for (AlertView notice : notices.subList(0, Math.min(notices.size(), ChatText.MAX_LISTED))) {
            blocks.add(Map.of("type", "section", "text", plain(notice.title())));
            addPage(blocks, notice);
        }
        if (notices.size() > ChatText.MAX_LISTED) {
            addNote(blocks, ChatText.moreAlerts(notices.size() - ChatText.MAX_LISTED));
        }
        addNote(blocks, AlertText.LEAD);
    }

    private static void addPage(List<Object> blocks, AlertView notice) {
        URI page = notice.page();
        if (page != null) {
            String link =
                    "<%s|%s>"
                            .formatted(
                                    page.toASCIIString().replace("&", "&amp;"),
                                    ChatText.slack(ChatText.linkLabel(page)));
            blocks.add(
                    Map.of(
                            "type",
                            "context",
                            "elements",
                            List.of(Map.of("type", "mrkdwn", "text", link, "verbatim", true))));
        }
    }

    private static void addNote(List<Object> blocks, String note) {
        if (!note.isEmpty()) {
            blocks.add(Map.of("type", "context", "elements", List.of(plain(note))));
        }
    }

    private static Map<String, Object> plain(String text) {
        return plain(text, MAX_FIELD_CHARS);
    }

    /**
     * Returns a text object, truncated because Slack rejects long texts and counts them after
     * escaping.
     */
    private static Map<String, Object> plain(String text, int maxChars) {
        String safe = ChatText.slack(text);
        for (int left = maxChars; safe.length() > maxChars; left = left * 3 / 4) {
            safe = ChatText.slack(UntrustedText.text(text, left));
        }
        return Map.of("type", "plain_text", "text", safe, "emoji", false);
    }
}
