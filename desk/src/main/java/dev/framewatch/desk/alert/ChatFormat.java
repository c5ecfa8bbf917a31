package dev.framewatch.desk.alert;

import java.util.Locale;

/** Message format of a chat webhook. */
public enum ChatFormat {
    SLACK,
    MATTERMOST,
    TEAMS,
    DISCORD,
    TELEGRAM,
    MATRIX,
    NTFY;

    /** Returns the command-line form. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
