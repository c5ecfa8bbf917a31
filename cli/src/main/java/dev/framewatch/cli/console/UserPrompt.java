package dev.framewatch.cli.console;

import dev.framewatch.text.PrintableLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user questions on a terminal.
 *
 * @param err receives the questions
 * @param answers the user's lines; null if nobody can answer
 * @param answered called after each answer, with which the user has ended a line
 */
public record UserPrompt(PrintStream err, @Nullable BufferedReader answers, Runnable answered) {
    public UserPrompt(PrintStream err, @Nullable BufferedReader answers) {
        this(err, answers, () -> {});
    }

    /** Returns a prompt that is answered on the terminal, if the process has one. */
    public static UserPrompt on(Console console) {
        boolean present =
                console.terminal()
                        && Optional.ofNullable(System.console())
                                .map(java.io.Console::isTerminal)
                                .orElse(false);
        return new UserPrompt(
                console.err(),
                present
                        ? new BufferedReader(
                                new InputStreamReader(System.in, Charset.defaultCharset()))
                        : null,
                () -> console.status().ifPresent(StatusLine::lineEnded));
    }

    /** Returns whether somebody can answer. */
    public boolean canAsk() {
        return answers != null;
    }

    /** Returns whether the user agrees; no without a terminal or an answer. */
    public boolean agrees(String question) throws IOException {
        if (answers == null) {
            return false;
        }
        err.print(PrintableLine.of(question) + " [y/N] ");
        err.flush();
        String answer = answers.readLine();
        answered.run();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
