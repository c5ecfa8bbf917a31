package dev.framewatch.desk.program;

import java.time.Duration;

/**
 * What a child program may use up before it is stopped.
 *
 * @param time from its start
 * @param outputBytes on standard output
 * @param folderBytes in all files below its folder
 */
public record ProcessLimits(Duration time, long outputBytes, long folderBytes) {
    public ProcessLimits {
        if (!time.isPositive() || outputBytes < 0 || folderBytes < 0) {
            throw new IllegalArgumentException(
                    "a program needs some time, and limits that are not negative");
        }
    }
}
