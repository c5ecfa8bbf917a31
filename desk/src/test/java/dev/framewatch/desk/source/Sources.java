package dev.framewatch.desk.source;

import java.time.Duration;

/** Settings of sources for tests, polled every ten minutes. */
public final class Sources {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private Sources() {}

    /** Returns a source that may be on this machine. */
    public static SourceSettings inside(SourceKind kind, String name, Object place) {
        return new SourceSettings(name, kind, place.toString(), INTERVAL, true);
    }

    /** Returns a source that may not be on this machine or in a private network. */
    public static SourceSettings outside(SourceKind kind, String name, Object place) {
        return new SourceSettings(name, kind, place.toString(), INTERVAL, false);
    }
}
