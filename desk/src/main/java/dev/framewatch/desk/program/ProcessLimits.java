package dev.framewatch.desk.program;

import java.time.Duration;

/**
 * What a child program may use up before it is stopped.
 *
 * @param timeout from its start
 * @param maxOutputBytes on standard output
 * @param maxFolderBytes in all files below its folder
 */
public record ProcessLimits(Duration timeout, long maxOutputBytes, long maxFolderBytes) {
    public ProcessLimits {
        if (!timeout.isPositive() || maxOutputBytes < 0 || maxFolderBytes < 0) {
            throw new IllegalArgumentException(
                    "a program needs some time, and limits that are not negative");
        }
    }
}
