package dev.framewatch.desk.program;

import java.time.Duration;

/**
 * Resource limits of a child process.
 *
 * @param timeout maximum run time
 * @param maxOutputBytes maximum size of standard output
 * @param maxFolderBytes maximum total size of the files below its folder
 */
public record ProcessLimits(Duration timeout, long maxOutputBytes, long maxFolderBytes) {
    public ProcessLimits {
        if (!timeout.isPositive() || maxOutputBytes < 0 || maxFolderBytes < 0) {
            throw new IllegalArgumentException(
                    "time must be positive, and other limits not negative");
        }
    }
}
