package dev.framewatch.log;

/** Format of a log line. */
public enum LogFormat {
    /** Readable text: time, level, logger, message, then {@code key=value} pairs. */
    TEXT,
    /** JSON Lines: one object per line. */
    JSON
}
