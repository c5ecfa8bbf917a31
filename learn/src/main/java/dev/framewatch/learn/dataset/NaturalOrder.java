package dev.framewatch.learn.dataset;

import java.util.Comparator;

/**
 * The order in which people number files: digits compare as numbers, so {@code frame9} comes before
 * {@code frame10}; the rest compares as text. Names that are equal so ({@code 7} and {@code 007})
 * fall back to plain text order, so that the order is total and never depends on the input's.
 */
public final class NaturalOrder implements Comparator<String> {
    @Override
    public int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            if (isDigit(left.charAt(i)) && isDigit(right.charAt(j))) {
                int leftEnd = endOfDigits(left, i);
                int rightEnd = endOfDigits(right, j);
                int byNumber = compareNumbers(left, i, leftEnd, right, j, rightEnd);
                if (byNumber != 0) {
                    return byNumber;
                }
                i = leftEnd;
                j = rightEnd;
            } else {
                int byCharacter = Character.compare(left.charAt(i++), right.charAt(j++));
                if (byCharacter != 0) {
                    return byCharacter;
                }
            }
        }
        int byRest = Integer.compare(left.length() - i, right.length() - j);
        return byRest != 0 ? byRest : left.compareTo(right);
    }

    private static int compareNumbers(
            String left, int from, int to, String right, int otherFrom, int otherTo) {
        int i = skipZeros(left, from, to);
        int j = skipZeros(right, otherFrom, otherTo);
        int byLength = Integer.compare(to - i, otherTo - j);
        while (byLength == 0 && i < to) {
            byLength = Character.compare(left.charAt(i++), right.charAt(j++));
        }
        return byLength;
    }

    private static int skipZeros(String text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int endOfDigits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** ASCII only: other scripts' digits are rare in file names and need no order of their own. */
    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
