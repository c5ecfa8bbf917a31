package dev.framewatch.cli.desk;

import org.jspecify.annotations.Nullable;

/** Sanitises untrusted text for terminal output. */
final class TerminalText {
    private TerminalText() {}

    /** Returns the text on one line, without control and bidirectional formatting characters. */
    static String of(@Nullable String text) {
        return text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }

    /** Returns {@link #of(String)} truncated to a number of code points. */
    static String of(@Nullable String text, int maxLength) {
        String line = of(text);
        int length = line.codePointCount(0, line.length());
        return length <= maxLength
                ? line
                : line.substring(0, line.offsetByCodePoints(0, maxLength - 1)) + "\u2026";
    }
}
