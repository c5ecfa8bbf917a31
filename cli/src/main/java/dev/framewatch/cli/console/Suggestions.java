package dev.framewatch.cli.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Names that a mistyped one may have been meant to be: those it begins, and those that differ in
 * one or two letters. A command that deletes or replaces something is suggested for one wrong
 * letter only, since a suggestion is easily followed.
 */
final class Suggestions {
    private static final int MOST = 3;

    private static final Set<String> DANGEROUS =
            Set.of("remove", "remove-photo", "reject", "close", "restore", "rotate");

    private Suggestions() {}

    /** Returns the most similar names first; none if all differ too much. */
    static List<String> of(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> isSimilar(typed, name))
                .sorted(
                        Comparator.comparingInt((String name) -> distance(typed, name))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static boolean isSimilar(String typed, String name) {
        int distance = distance(typed, name);
        if (DANGEROUS.contains(name)) {
            return distance == 1;
        }
        boolean begins = typed.replaceFirst("^-+", "").length() >= 2 && name.startsWith(typed);
        return begins || distance <= Math.min(2, name.length() / 3);
    }

    /** Returns the number of letters to insert, delete, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] changes = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                changes[i][j] = i == 0 || j == 0 ? i + j : least(changes, a, b, i, j);
            }
        }
        return changes[a.length()][b.length()];
    }

    private static int least(int[][] changes, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = changes[i - 1][j - 1] + (same ? 0 : 1);
        least = Math.min(least, 1 + Math.min(changes[i - 1][j], changes[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, changes[i - 2][j - 2] + 1) : least;
    }
}
