package dev.framewatch.desk.alert.send;

import java.net.URI;

/** Escapes untrusted text for chat services, so that it causes no mentions and no links. */
final class ChatText {
    /** Maximum number of alerts listed in a digest; the rest is only counted. */
    static final int MAX_LISTED = 20;

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
}
