package dev.framewatch.desk.alert.send;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Payload of Microsoft Teams webhooks: an Adaptive Card. All text is in text runs, in which markup
 * is not interpreted; links are buttons.
 */
final class TeamsMessage {
    private static final int MAX_BUTTONS = 5;

    private TeamsMessage() {}

    static Map<String, Object> of(String title, List<AlertView> notices) {
        List<Object> body = new ArrayList<>();
        body.add(text(run(title, Map.of("weight", "Bolder", "size", "Medium"))));
        if (notices.size() == 1) {
            addAll(body, notices.getFirst());
        } else {
            addTitles(body, notices);
        }
        Map<String, Object> card =
                Map.of(
                        "$schema",
                        "http://adaptivecards.io/schemas/adaptive-card.json",
                        "type",
                        "AdaptiveCard",
                        "version",
                        "1.4",
                        "body",
                        body,
                        "actions",
                        buttons(notices));
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(
                        Map.of(
                                "contentType",
                                "application/vnd.microsoft.card.adaptive",
                                "content",
                                card)));
    }

    private static void addAll(List<Object> body, AlertView notice) {
        for (AlertView.Fact fact : notice.facts()) {
            body.add(
                    text(
                            run(fact.name() + ": ", Map.of("weight", "Bolder")),
                            run(fact.value(), Map.of())));
        }
        if (!notice.quote().isEmpty()) {
            body.add(text(run(notice.quote(), Map.of("italic", true))));
        }
        addNote(body, notice.caution());
    }

    private static void addTitles(List<Object> body, List<AlertView> notices) {
        for (AlertView notice : notices.subList(0, Math.min(notices.size(), ChatText.MAX_LISTED))) {
            body.add(text(run(notice.title(), Map.of())));
        }
        if (notices.size() > ChatText.MAX_LISTED) {
            addNote(body, ChatText.moreAlerts(notices.size() - ChatText.MAX_LISTED));
        }
        addNote(body, AlertText.LEAD);
    }

    private static void addNote(List<Object> body, String note) {
        if (!note.isEmpty()) {
            body.add(text(run(note, Map.of("isSubtle", true))));
        }
    }

    private static List<Object> buttons(List<AlertView> notices) {
        List<Object> buttons = new ArrayList<>();
        for (AlertView notice : notices) {
            URI page = notice.page();
            if (page != null && buttons.size() < MAX_BUTTONS) {
                buttons.add(
                        Map.of(
                                "type",
                                "Action.OpenUrl",
                                "title",
                                ChatText.linkLabel(page),
                                "url",
                                page.toASCIIString()));
            }
        }
        return buttons;
    }

    private static Map<String, Object> text(Object... runs) {
        return Map.of("type", "RichTextBlock", "inlines", List.of(runs));
    }

    private static Map<String, Object> run(String text, Map<String, Object> style) {
        Map<String, Object> run = new java.util.TreeMap<>(style);
        run.put("type", "TextRun");
        run.put("text", ChatText.withoutMentions(text));
        return run;
    }
}
