package dev.framewatch.log;

import org.slf4j.event.Level;

/** Log level; each level includes the more severe ones. */
public enum LogLevel {
    OFF(0),
    ERROR(3),
    WARN(4),
    INFO(6),
    DEBUG(7),
    TRACE(7);

    private final int priority;

    LogLevel(int priority) {
        this.priority = priority;
    }

    /** Returns the syslog priority (RFC 5424, table 2), which the journal reads as {@code <N>}. */
    int priority() {
        return priority;
    }

    /** Returns whether this level includes events of another level. */
    boolean includes(LogLevel other) {
        return other != OFF && other.compareTo(this) <= 0;
    }

    /** Returns the next, more severe level. */
    LogLevel stricter() {
        return switch (this) {
            case OFF, ERROR -> OFF;
            case WARN -> ERROR;
            case INFO -> WARN;
            case DEBUG -> INFO;
            case TRACE -> DEBUG;
        };
    }

    static LogLevel of(Level level) {
        return switch (level) {
            case ERROR -> ERROR;
            case WARN -> WARN;
            case INFO -> INFO;
            case DEBUG -> DEBUG;
            case TRACE -> TRACE;
        };
    }
}
