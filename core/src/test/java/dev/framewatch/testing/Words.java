package dev.framewatch.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Commands in one line, for tests of every module. */
public final class Words {
    private Words() {}

    /**
     * Splits a command at its spaces. Each {@code %s} stands for the next value, which may contain
     * spaces; the values that are left over are further words.
     */
    public static List<String> of(String command, Object... values) {
        Deque<Object> rest = new ArrayDeque<>(List.of(values));
        List<String> words = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word.contains("%s") ? word.formatted(rest.remove()) : word);
            }
        }
        rest.forEach(value -> words.add(value.toString()));
        return words;
    }
}
