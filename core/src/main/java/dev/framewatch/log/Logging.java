package dev.framewatch.log;

import java.util.concurrent.locks.ReentrantLock;

/** The log of this process. It is off until {@link #configure} turns it on. */
public final class Logging {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static volatile LogSettings settings = LogSettings.OFF;

    private Logging() {}

    /** Applies settings to every logger, those that exist already too. */
    public static void configure(LogSettings next) {
        settings = next;
    }

    /** Returns whether anything is logged. */
    public static boolean isOn() {
        return settings.isOn();
    }

    static LogSettings settings() {
        return settings;
    }

    /** Writes an event; lines of several threads do not mix. */
    static void write(LogEvent event) {
        LogSettings now = settings;
        String line =
                switch (now.format()) {
                    case TEXT -> TextLine.of(event, now.journal());
                    case JSON -> JsonLine.of(event, now.journal());
                };
        LOCK.lock();
        try {
            now.out().print(line + '\n');
            now.out().flush();
        } finally {
            LOCK.unlock();
        }
    }
}
