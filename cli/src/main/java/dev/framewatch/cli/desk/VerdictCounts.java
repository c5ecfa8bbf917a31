package dev.framewatch.cli.desk;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Displays the verdicts of many targets on one short line. */
final class VerdictCounts {
    private VerdictCounts() {}

    /**
     * Returns, for example, {@code match} of one target, or {@code 998 no match, 2 match} of many.
     *
     * @param verdicts the words of verdicts, such as {@code no_match}
     */
    static String of(List<String> verdicts) {
        Map<String, Long> counts =
                verdicts.stream().collect(groupingBy(word -> word, LinkedHashMap::new, counting()));
        return counts.entrySet().stream()
                .map(word ->
                        verdicts.size() == 1
                                ? word.getKey()
                                : word.getValue() + " " + word.getKey())
                .collect(joining(", "))
                .replace('_', ' ');
    }
}
