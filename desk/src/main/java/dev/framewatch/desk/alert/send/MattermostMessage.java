package dev.framewatch.desk.alert.send;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Payload of Mattermost incoming webhooks: Markdown in which all untrusted text is code. */
final class MattermostMessage {
    private MattermostMessage() {}

    static Map<String, Object> of(String title, List<AlertView> notices) {
        StringBuilder text = new StringBuilder("#### ").append(ChatText.code(title)).append('\n');
        if (notices.size() == 1) {
            addAll(text, notices.getFirst());
        } else {
            addTitles(text, notices);
        }
        return Map.of("text", text.toString());
    }

    /** Appends all of an alert but its title; Discord reads the same Markdown. */
    static void addAll(StringBuilder text, AlertView notice) {
        for (AlertView.Fact fact : notice.facts()) {
            text.append("- **%s:** %s\n".formatted(fact.name(), ChatText.code(fact.value())));
        }
        if (!notice.quote().isEmpty()) {
            text.append('\n').append(ChatText.codeBlock(notice.quote())).append('\n');
        }
        if (notice.page() != null) {
            text.append('\n').append(link(notice.page())).append('\n');
        }
        if (!notice.caution().isEmpty()) {
            text.append('\n').append(notice.caution()).append('\n');
        }
    }

    private static void addTitles(StringBuilder text, List<AlertView> notices) {
        for (AlertView notice : notices.subList(0, Math.min(notices.size(), ChatText.MAX_LISTED))) {
            text.append(line(notice)).append('\n');
        }
        if (notices.size() > ChatText.MAX_LISTED) {
            text.append("- ")
                    .append(ChatText.moreAlerts(notices.size() - ChatText.MAX_LISTED))
                    .append('\n');
        }
        text.append('\n').append(AlertText.LEAD).append('\n');
    }

    /** Returns an alert of a digest as an item of a list. */
    static String line(AlertView notice) {
        return notice.page() == null
                ? "- " + ChatText.code(notice.title())
                : "- %s %s".formatted(ChatText.code(notice.title()), link(notice.page()));
    }

    /** Formats a link in angle brackets, in which brackets of the URL have no special meaning. */
    private static String link(URI page) {
        return "[Open the post](<%s>) on %s"
                .formatted(page.toASCIIString(), ChatText.code(page.getHost()));
    }
}
