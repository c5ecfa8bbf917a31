package dev.framewatch.desk.alert.send;

import java.net.URI;

/** Texts of strangers as chats may hold them: nobody is called by them, nothing links from them. */
final class ChatText {
    /** So many alerts of a digest are told; the rest is counted. */
    static final int MAX_TOLD = 20;

    private static final String ANOTHER_AT = "\uFF20";
    private static final String ANOTHER_BACKTICK = "\u02CB";

    private ChatText() {}

    /** With a sign in the place of {@code @} that looks like it and calls nobody. */
    static String calm(String text) {
        return text.replace("@", ANOTHER_AT);
    }

    /** For Slack, which reads these three characters everywhere. */
    static String slack(String text) {
        return calm(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** For Mattermost, as code, in which it reads nothing at all. */
    static String code(String text) {
        return "`" + inCode(text) + "`";
    }

    /** As {@link #code}, of several lines. */
    static String codeBlock(String text) {
        return "```\n" + inCode(text) + "\n```";
    }

    private static String inCode(String text) {
        return calm(text).replace("`", ANOTHER_BACKTICK);
    }

    /** What leads to a page; where it leads is shown. */
    static String opening(URI page) {
        return "Open the post on " + page.getHost();
    }

    static String more(int left) {
        return "and %d more in the list of sightings".formatted(left);
    }
}
