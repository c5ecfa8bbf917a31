package dev.framewatch.cli.desk;

import dev.framewatch.desk.post.PostName;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.verdict.RunText;
import dev.framewatch.verdict.TargetResult.Run;
import java.util.List;

/** Formats what people call a post, and when a target is seen in it. */
final class PostText {
    private static final int MAX_NAME_CHARS = 100;
    private static final int MAX_PAGE_CHARS = 300;

    private PostText() {}

    /** Returns the file and the author, or what else identifies the post. */
    static String name(PostName post) {
        return PrintableLine.of(post.text(), MAX_NAME_CHARS);
    }

    /** Returns the name, and when the target is seen as far as that is known. */
    static String seen(PostName post, List<Run> at) {
        return at.isEmpty() ? name(post) : name(post) + ", at " + RunText.of(at);
    }

    /** Returns the page as a line of its own, indented; empty if there is none. */
    static String pageLine(PostName post) {
        return post.page() == null
                ? ""
                : "    %s%n".formatted(PrintableLine.of(post.page(), MAX_PAGE_CHARS));
    }
}
