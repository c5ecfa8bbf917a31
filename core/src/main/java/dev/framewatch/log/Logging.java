package dev.framewatch.log;

import java.util.concurrent.locks.ReentrantLock;

/** The log of this process. It is disabled until {@link #configure} enables it. */
public final class Logging {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static volatile LogSettings settings = LogSettings.OFF;

    private Logging() {}

    /** Applies settings to all loggers, including existing ones. */
    public static void configure(LogSettings next) {
        settings = next;
    }

    /** Returns whether logging is enabled. */
    public static boolean isOn() {
        return settings.isOn();
    }

    static LogSettings settings() {
        return settings;
    }

    /** Writes an event; lines of different threads are not interleaved. */
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
