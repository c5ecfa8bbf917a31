package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.ConfidenceInterval;
import java.math.BigDecimal;
import java.util.Locale;

/** Formats numbers for reports, with no-break spaces. */
final class NumberText {
    private static final char BLANK = '\u00a0';

    private NumberText() {}

    /** Returns a fraction in percent, as {@code 96.3%}; if tiny, with two decimals. */
    static String percent(double share) {
        boolean tiny = share > 0 && share < 0.001;
        return String.format(Locale.ROOT, tiny ? "%.2f" : "%.1f", 100 * share) + '%';
    }

    /** Returns a specified rate in percent, with as few digits as possible: {@code 0.1%}. */
    static String rate(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString()
                + '%';
    }

    static String score(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Returns a range of fractions in percent: {@code 92.3 to 99.1%}. */
    static String percents(ConfidenceInterval range) {
        return String.format(Locale.ROOT, "%.1f", 100 * range.low())
                + BLANK
                + "to"
                + BLANK
                + percent(range.high());
    }

    static String scores(ConfidenceInterval range) {
        return score(range.low()) + BLANK + "to" + BLANK + score(range.high());
    }

    /** Returns a count with its noun: {@code 1 image}, {@code 537 images}. */
    static String count(int number, String word) {
        return number + (BLANK + word) + (number == 1 ? "" : "s");
    }

    /** Returns a short form of a count: {@code 950}, {@code 31k}. */
    static String brief(int number) {
        return number < 10_000 ? Integer.toString(number) : number / 1000 + "k";
    }
}
