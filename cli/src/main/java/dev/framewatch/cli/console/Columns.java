package dev.framewatch.cli.console;

import java.util.function.IntUnaryOperator;

/**
 * Measures text in columns of a terminal. Characters that are wide on some terminals count as wide.
 */
public final class Columns {
    private static final int FIRST_WIDE = 0x1100;
    private static final int PUNCTUATION = 0x2000;
    private static final int END_OF_PUNCTUATION = 0x2300;
    private static final String CUT = "\u2026";

    private Columns() {}

    private static int of(int codePoint) {
        boolean narrow =
                codePoint < FIRST_WIDE
                        || (codePoint >= PUNCTUATION && codePoint < END_OF_PUNCTUATION);
        return narrow ? 1 : 2;
    }

    /** Returns the number of columns of a text without control characters. */
    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** Returns the beginning of a text, at most a number of columns wide. */
    public static String start(String text, int columns) {
        int[] points = text.codePoints().toArray();
        int kept = fitting(points.length, i -> points[i], columns, of(text));
        return kept == points.length ? text : new String(points, 0, kept) + CUT;
    }

    /** Returns the end of a text, which tells more of a file name than its beginning. */
    public static String end(String text, int columns) {
        int[] points = text.codePoints().toArray();
        int last = points.length - 1;
        int kept = fitting(points.length, i -> points[last - i], columns, of(text));
        return kept == points.length ? text : CUT + new String(points, points.length - kept, kept);
    }

    /** Returns how many code points fit, beside the sign that some are missing. */
    private static int fitting(int count, IntUnaryOperator point, int columns, int needed) {
        if (needed <= columns) {
            return count;
        }
        int used = 1;
        int fitting = 0;
        while (fitting < count && used + of(point.applyAsInt(fitting)) <= columns) {
            used += of(point.applyAsInt(fitting));
            fitting++;
        }
        return fitting;
    }
}
