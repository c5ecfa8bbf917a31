package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.ConfidenceInterval;
import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as they stand in the report; they never break across lines. */
final class NumberText {
    private static final char BLANK = '\u00a0';

    private NumberText() {}

    /** A share as {@code 96.3 %}; as {@code 0.10 %} where a decimal would not be enough. */
    static String percent(double share) {
        boolean tiny = share > 0 && share < 0.001;
        return String.format(Locale.ROOT, tiny ? "%.2f" : "%.1f", 100 * share) + BLANK + '%';
    }

    /** A share that somebody chose, with no more digits than it needs: {@code 0.1 %}. */
    static String rate(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString()
                + BLANK
                + '%';
    }

    static String score(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** The range of a share: {@code 92.3 to 99.1 %}. */
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

    /** A count with its word: {@code 1 picture}, {@code 537 pictures}. */
    static String count(int number, String word) {
        return number + (BLANK + word) + (number == 1 ? "" : "s");
    }

    /** A count where there is little room: {@code 950}, {@code 31k}. */
    static String brief(int number) {
        return number < 10_000 ? Integer.toString(number) : number / 1000 + "k";
    }
}
