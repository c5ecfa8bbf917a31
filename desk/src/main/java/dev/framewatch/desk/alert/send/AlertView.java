package dev.framewatch.desk.alert.send;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in words, still without markup; all of it may hold text of strangers.
 *
 * @param title one line
 * @param facts what is known, in the order of its weight
 * @param quote what somebody wrote, with line breaks, or empty
 * @param page where people see more, on the web; or null
 * @param caution what not to conclude, or empty
 * @param frame a picture's path; or null
 */
record AlertView(
        String title,
        List<Fact> facts,
        String quote,
        @Nullable URI page,
        String caution,
        @Nullable String frame) {
    AlertView {
        facts = List.copyOf(facts);
    }

    /** One line about it. */
    record Fact(String name, String value) {}
}
