package dev.framewatch.cli.desk;

import org.jspecify.annotations.Nullable;

/** What strangers wrote, so that a terminal shows it and obeys none of it. */
final class TerminalText {
    private TerminalText() {}

    /** One line without control characters and without marks that turn text around. */
    static String of(@Nullable String text) {
        return text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }

    /** As {@link #of}, cut to a length. */
    static String of(@Nullable String text, int most) {
        String line = of(text);
        int length = line.codePointCount(0, line.length());
        return length <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "\u2026";
    }
}
