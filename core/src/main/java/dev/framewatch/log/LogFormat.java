package dev.framewatch.log;

/** The form of a log line. */
public enum LogFormat {
    /** For people: time, level, logger, message, then {@code key=value} pairs. */
    TEXT,
    /** For programs: one JSON object per line. */
    JSON
}
