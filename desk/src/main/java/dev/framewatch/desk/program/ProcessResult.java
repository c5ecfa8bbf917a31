package dev.framewatch.desk.program;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Result of a child process.
 *
 * @param ending why it ended
 * @param exitStatus exit status; meaningless if it was killed
 * @param output standard output, up to the limit
 * @param stderr the end of standard error, decoded as UTF-8
 */
public record ProcessResult(Ending ending, int exitStatus, byte[] output, String stderr) {
    /** Why a process ended. */
    public enum Ending {
        /** It exited by itself. */
        EXITED,
        /** It was killed because it exceeded its time limit. */
        TIMED_OUT,
        /** It was killed because it exceeded its output limit. */
        OUTPUT_LIMIT,
        /** It was killed because its files exceeded their size limit. */
        DISK_LIMIT
    }

    /** Returns standard output, decoded as UTF-8. */
    public String stdout() {
        return new String(output, StandardCharsets.UTF_8);
    }

    public boolean isSuccess() {
        return ending == Ending.EXITED && exitStatus == 0;
    }

    /**
     * Returns the last non-blank lines of standard error.
     *
     * @param limit maximum number of lines
     */
    public List<String> lastErrorLines(int limit) {
        List<String> lines =
                stderr.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.subList(Math.max(0, lines.size() - limit), lines.size());
    }
}
