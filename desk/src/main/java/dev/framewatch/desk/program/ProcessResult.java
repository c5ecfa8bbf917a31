package dev.framewatch.desk.program;

import java.util.List;

/**
 * What a child program did.
 *
 * @param ending why it is not running any more
 * @param exitStatus its exit status; of no meaning where it was stopped
 * @param stdout standard output as UTF-8, up to the limit
 * @param stderr the end of standard error as UTF-8
 */
public record ProcessResult(Ending ending, int exitStatus, String stdout, String stderr) {
    /** Why a program is not running any more. */
    public enum Ending {
        /** It ended by itself. */
        EXITED,
        /** It was stopped because its time was over. */
        TIMED_OUT,
        /** It was stopped because it said more than it may. */
        OUTPUT_LIMIT,
        /** It was stopped because its files grew larger than they may. */
        DISK_LIMIT
    }

    public boolean isSuccess() {
        return ending == Ending.EXITED && exitStatus == 0;
    }

    /**
     * The last lines of standard error that say something.
     *
     * @param most lines
     */
    public List<String> lastErrorLines(int most) {
        List<String> lines =
                stderr.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }
}
