package dev.framewatch.desk.alert.send;

import java.net.URI;

/** Escapes untrusted text for chat services, so that it causes no mentions and no links. */
final class ChatText {
    /** Maximum number of alerts listed in a digest; the rest is only counted. */
    static final int MAX_TOLD = 20;

    private static final String ANOTHER_AT = "\uFF20";
    private static final String ANOTHER_BACKTICK = "\u02CB";

    private ChatText() {}

    /** Replaces {@code @} with a lookalike that causes no mentions. */
    static String calm(String text) {
        return text.replace("@", ANOTHER_AT);
    }

    /** Escapes the three characters that are special everywhere in Slack. */
    static String slack(String text) {
        return calm(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Formats text as Mattermost code, in which no markup is interpreted. */
    static String code(String text) {
        return "`" + inCode(text) + "`";
    }

    /** Formats several lines as a Mattermost code block. */
    static String codeBlock(String text) {
        return "```\n" + inCode(text) + "\n```";
    }

    private static String inCode(String text) {
        return calm(text).replace("`", ANOTHER_BACKTICK);
    }

    /** Returns the label of a link, which names its host. */
    static String opening(URI page) {
        return "Open the post on " + page.getHost();
    }

    static String more(int left) {
        return "and %d more; see the list of sightings".formatted(left);
    }
}
