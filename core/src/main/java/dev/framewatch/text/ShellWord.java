package dev.framewatch.text;

import java.util.regex.Pattern;

/** Writes file names and other values into commands that people copy into a shell. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:@%+,=-]+");

    private ShellWord() {}

    /**
     * Returns the text on one line, as one word: in quotes if the shell would split or change it.
     */
    public static String of(Object text) {
        String line = PrintableLine.of(text);
        return PLAIN.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
    }
}
