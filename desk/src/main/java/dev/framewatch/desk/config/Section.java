package dev.framewatch.desk.config;

/** The sections of a configuration file. */
public enum Section {
    SOURCES("sources", "source"),
    ALERTS("alerts", "alert"),
    /** Settings of the watch for single targets. */
    TARGETS("targets", "target"),
    WATCH("watch", "setting");

    private final String field;
    private final String noun;

    Section(String field, String noun) {
        this.field = field;
        this.noun = noun;
    }

    /** Returns its name in the file. */
    public String field() {
        return field;
    }

    /** Returns what an entry of it is called. */
    public String noun() {
        return noun;
    }
}
