package dev.framewatch.desk.alert;

import java.util.Locale;

/** Which chat a webhook belongs to, and so what is written to it. */
public enum ChatFormat {
    SLACK,
    MATTERMOST,
    TEAMS;

    /** As the command line writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
