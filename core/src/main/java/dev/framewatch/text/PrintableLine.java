package dev.framewatch.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes untrusted text safe on a terminal, where a line break could fake another line, and control
 * characters could change what is there already.
 */
public final class PrintableLine {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private PrintableLine() {}

    /** Returns the text on one line, without control and bidirectional formatting characters. */
    public static String of(@Nullable Object text) {
        return text == null ? "" : UNPRINTABLE.matcher(text.toString()).replaceAll(" ").strip();
    }

    /** Returns {@link #of(Object)} truncated to a number of code points. */
    public static String of(@Nullable Object text, int maxLength) {
        String line = of(text);
        int length = line.codePointCount(0, line.length());
        return length <= maxLength
                ? line
                : line.substring(0, line.offsetByCodePoints(0, maxLength - 1)) + "\u2026";
    }

    /** Returns {@link #of(Object)} with the text's own indentation. */
    public static String indented(String text) {
        return " ".repeat(text.length() - text.stripLeading().length()) + of(text);
    }

    /** Returns a text of several lines, each without such characters; indentation is kept. */
    public static String each(String lines) {
        return String.join(
                System.lineSeparator(),
                lines.lines()
                        .map(line -> UNPRINTABLE.matcher(line.replace('\t', ' ')).replaceAll(" "))
                        .map(String::stripTrailing)
                        .toList());
    }
}
