package dev.framewatch.desk.alert.send;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of the HTML that Telegram and Matrix have in common. Untrusted text is code, in which
 * neither finds links or names.
 */
final class ChatHtml {
    private ChatHtml() {}

    /**
     * Returns the lines of a message.
     *
     * @param maxChars maximum number of characters of a digest
     */
    static List<String> lines(String title, List<AlertView> notices, int maxChars) {
        List<String> lines = new ArrayList<>();
        lines.add(code(title));
        if (notices.size() == 1) {
            addAll(lines, notices.getFirst());
        } else {
            lines.addAll(ChatText.listed(notices, ChatHtml::line, String::length, maxChars));
        }
        return lines;
    }

    private static void addAll(List<String> lines, AlertView notice) {
        for (AlertView.Fact fact : notice.facts()) {
            lines.add("<b>%s:</b> %s".formatted(fact.name(), code(fact.value())));
        }
        if (!notice.quote().isEmpty()) {
            lines.add("<pre>%s</pre>".formatted(escaped(notice.quote())));
        }
        if (notice.page() != null) {
            lines.add(link(notice.page()));
        }
        if (!notice.caution().isEmpty()) {
            lines.add(escaped(notice.caution()));
        }
    }

    private static String line(AlertView notice) {
        return notice.page() == null
                ? code(notice.title())
                : code(notice.title()) + " " + link(notice.page());
    }

    private static String link(URI page) {
        return "<a href=\"%s\">%s</a>"
                .formatted(
                        page.toASCIIString().replace("&", "&amp;").replace("\"", "%22"),
                        escaped(ChatText.linkLabel(page)));
    }

    private static String code(String text) {
        return "<code>" + escaped(text) + "</code>";
    }

    private static String escaped(String text) {
        return ChatText.slack(text);
    }
}
