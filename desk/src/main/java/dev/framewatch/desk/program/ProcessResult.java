package dev.framewatch.desk.program;

import java.util.List;

/**
 * What a child program did.
 *
 * @param ending why it is not running any more
 * @param status its exit status; of no meaning where it was stopped
 * @param out standard output as UTF-8, up to the limit
 * @param err the end of standard error as UTF-8
 */
public record ProcessResult(Ending ending, int status, String out, String err) {
    /** Why a program is not running any more. */
    public enum Ending {
        /** It ended by itself. */
        EXITED,
        /** It was stopped because its time was over. */
        OUT_OF_TIME,
        /** It was stopped because it said more than it may. */
        TOO_TALKATIVE,
        /** It was stopped because its files grew larger than they may. */
        FOLDER_FULL
    }

    public boolean isSuccess() {
        return ending == Ending.EXITED && status == 0;
    }

    /**
     * The last lines of standard error that say something.
     *
     * @param most lines
     */
    public List<String> lastWords(int most) {
        List<String> lines =
                err.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }
}
