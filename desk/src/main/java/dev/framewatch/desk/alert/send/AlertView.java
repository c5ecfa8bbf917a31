package dev.framewatch.desk.alert.send;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert as text without markup; every field may contain untrusted text.
 *
 * @param title one line
 * @param facts details, most important first
 * @param quote quoted caption with line breaks, or empty
 * @param page URL of the post, or null
 * @param caution note on interpretation, or empty
 * @param frame path of an image, or null
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

    /** A labelled value. */
    record Fact(String name, String value) {}
}
