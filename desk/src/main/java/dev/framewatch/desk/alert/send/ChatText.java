package dev.framewatch.desk.alert.send;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Escapes untrusted text for chat services, so that it causes no mentions and no links. */
final class ChatText {
    /** Maximum number of alerts listed in a digest; the rest is only counted. */
    static final int MAX_LISTED = 20;

    /** Room for the last lines of a digest. */
    private static final int RESERVED = 200;

    private static final String FULLWIDTH_AT = "\uFF20";
    private static final String MODIFIER_GRAVE = "\u02CB";

    private ChatText() {}

    /** Replaces {@code @} with a lookalike that causes no mentions. */
    static String withoutMentions(String text) {
        return text.replace("@", FULLWIDTH_AT);
    }

    /** Escapes the three characters that are special everywhere in Slack. */
    static String slack(String text) {
        return withoutMentions(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** Formats text as Mattermost code, in which no markup is interpreted. */
    static String code(String text) {
        return "`" + escapeCode(text) + "`";
    }

    /** Formats several lines as a Mattermost code block. */
    static String codeBlock(String text) {
        return "```\n" + escapeCode(text) + "\n```";
    }

    private static String escapeCode(String text) {
        return withoutMentions(text).replace("`", MODIFIER_GRAVE);
    }

    /** Returns the label of a link, which names its host. */
    static String linkLabel(URI page) {
        return "Open the post on " + page.getHost();
    }

    static String moreAlerts(int left) {
        return "and %d more; see the list of sightings".formatted(left);
    }

    /**
     * Returns a line for each alert of a digest, at most {@value #MAX_LISTED} and as many as fit;
     * then the count of the rest, and the note that matches are leads.
     *
     * @param size measures a line in the unit of {@code max}
     */
    static List<String> listed(
            List<AlertView> notices,
            Function<AlertView, String> line,
            ToIntFunction<String> size,
            int max) {
        List<String> lines = new ArrayList<>();
        int left = max - RESERVED;
        for (AlertView notice : notices) {
            String text = line.apply(notice);
            left -= size.applyAsInt(text) + 1;
            if (left < 0 || lines.size() == MAX_LISTED) {
                break;
            }
            lines.add(text);
        }
        if (lines.size() < notices.size()) {
            lines.add(moreAlerts(notices.size() - lines.size()));
        }
        lines.add(AlertText.LEAD);
        return lines;
    }

    /** Returns an alert as plain text without its title. */
    static String plain(AlertView notice) {
        StringBuilder text = new StringBuilder();
        notice.facts()
                .forEach(fact ->
                        text.append(
                                "%s: %s\n".formatted(fact.name(), withoutMentions(fact.value()))));
        if (!notice.quote().isEmpty()) {
            text.append('\n').append(withoutMentions(notice.quote())).append("\n\n");
        }
        return text.append(notice.caution()).toString().strip();
    }
}
