package dev.framewatch.cli.progress;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.model.ProgressListener.Unit;
import java.time.Duration;
import java.util.Locale;

/** Formats counts and times for people. */
final class ProgressText {
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    /** Before that, the time left is a guess. */
    private static final Duration LEAST_TO_ESTIMATE = Duration.ofSeconds(2);

    private ProgressText() {}

    /** Returns e.g. "61 of 100 frames"; empty if nothing is known. */
    static String counted(Unit unit, long done, long total) {
        if (unit == Unit.BYTE) {
            return total > 0
                    ? "%d of %d MB".formatted(megabytes(done), megabytes(total))
                    : megabytes(done) + " MB";
        }
        String noun = unit.name().toLowerCase(Locale.ROOT);
        if (total > 0) {
            return "%d of %s".formatted(done, Plural.of(total, noun));
        }
        return done > 0 ? Plural.of(done, noun) : "";
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, BYTES_PER_MEGABYTE);
    }

    /** Returns e.g. "about 18 s left"; empty if it cannot be told yet. */
    static String left(double share, Duration elapsed) {
        if (!(share > 0 && share < 1) || elapsed.compareTo(LEAST_TO_ESTIMATE) < 0) {
            return "";
        }
        double seconds = elapsed.toMillis() / 1000.0 * (1 - share) / share;
        return "about %s left".formatted(duration((long) Math.ceil(seconds)));
    }

    /** Returns e.g. "4.2 s", "3 min 12 s" or "2 h 5 min". */
    static String took(Duration time) {
        return time.toSeconds() < 10
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : duration(time.toSeconds());
    }

    private static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                : "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }
}
