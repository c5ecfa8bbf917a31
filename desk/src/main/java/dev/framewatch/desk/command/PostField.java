package dev.framewatch.desk.command;

import java.util.Locale;

/** Fields of a post that a command's YAML file can map. */
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

    /** Returns the name used in the YAML file. */
    public String yamlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the former spelling with hyphens, which is still accepted. */
    String formerYamlName() {
        return yamlName().replace('_', '-');
    }
}
