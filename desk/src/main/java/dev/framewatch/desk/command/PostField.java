package dev.framewatch.desk.command;

import java.util.Locale;

/** What a Post is made of, as the YAML file calls it. */
public enum PostField {
    ID,
    PAGE,
    AUTHOR_ID,
    AUTHOR,
    CAPTION,
    HASHTAGS,
    POSTED_AT,
    VIEWS,
    LIKES,
    SHARES,
    COMMENTS;

    /** As the YAML file writes it. */
    public String yamlName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
