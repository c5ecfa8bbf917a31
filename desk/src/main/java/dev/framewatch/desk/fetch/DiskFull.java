package dev.framewatch.desk.fetch;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises failures to write because no space is left, which no platform is to blame for. */
public final class DiskFull {
    /** Time after which writing is tried again. */
    static final Duration DELAY = Duration.ofMinutes(5);

    private static final Pattern MESSAGE =
            Pattern.compile(
                    "no space left|disk quota exceeded|not enough space|disk is full"
                            + "|sqlite_full|sqlite_ioerr_(write|fsync|shmsize)");

    private DiskFull() {}

    /** Returns whether a full disk is among the causes of a failure. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (MESSAGE.matcher(message).find()) {
                return true;
            }
        }
        return false;
    }
}
