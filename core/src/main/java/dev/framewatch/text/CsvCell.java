package dev.framewatch.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes untrusted text safe in a spreadsheet. To prevent formula injection (OWASP, "CSV
 * Injection"), text that would begin a formula, also after leading blanks, is prefixed with an
 * apostrophe. So is text that a spreadsheet would take for a number and change: the 19 digits of a
 * post's ID would be rounded.
 */
public final class CsvCell {
    /** ASCII and full-width characters that begin a formula in spreadsheets. */
    private static final String FORMULA_PREFIXES = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /**
     * Long numbers, which lose digits or are shown as powers of ten; those with leading zeros,
     * which lose these; and hexadecimal IDs such as 12e45, which are powers of ten.
     */
    private static final Pattern CHANGING_NUMBER = Pattern.compile("\\d{12,}|0\\d+|\\d+[eE]\\d+");

    private static final String PREFIX = "'";

    private CsvCell() {}

    /** Returns the text in a form that no spreadsheet evaluates or rounds. */
    public static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return isChanged(text) ? PREFIX + text : text;
    }

    /** Returns the text of a cell that {@link #of} may have written. */
    public static String parse(String cell) {
        return cell.startsWith(PREFIX) && isChanged(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static boolean isChanged(String text) {
        String stripped = text.strip();
        return CHANGING_NUMBER.matcher(stripped).matches()
                || beginsFormula(text)
                || beginsFormula(stripped);
    }

    private static boolean beginsFormula(String text) {
        return !text.isEmpty() && FORMULA_PREFIXES.indexOf(text.charAt(0)) >= 0;
    }
}
