package dev.framewatch.learn.dataset;

import dev.framewatch.error.InvalidFieldException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Decides which of several classes are looked for. */
public final class PositiveLabels {
    private static final Set<String> NEGATIVE_NAMES =
            Set.of(
                    "0",
                    "0.0",
                    "-1",
                    "no",
                    "none",
                    "not",
                    "false",
                    "f",
                    "n",
                    "neg",
                    "negative",
                    "other",
                    "others",
                    "background",
                    "nothing",
                    "absent",
                    "without",
                    "-");
    private static final List<String> NEGATIVE_PREFIXES =
            List.of("no", "not", "non", "without", "other");

    private PositiveLabels() {}

    /**
     * @param asked what the person named with {@code --positive}; may be empty
     * @return the labels that are looked for, as the file spells them, at least one
     * @throws UnusableDataException when the file does not have one that was asked for
     */
    static List<String> choose(Path csv, Collection<String> labels, List<String> asked) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(labels);
        if (!asked.isEmpty()) {
            List<String> chosen = new ArrayList<>();
            for (String wanted : asked) {
                chosen.add(spelling(csv, names, wanted));
            }
            return chosen;
        }
        List<String> candidates = names.stream().filter(name -> !isNegativeName(name)).toList();
        return names.contains("1") || candidates.isEmpty() ? List.of("1") : candidates;
    }

    private static String spelling(Path csv, Set<String> names, String wanted) {
        return names.stream()
                .filter(name -> name.equalsIgnoreCase(wanted.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidFieldException(
                                "positive",
                                "labels file %s: no row has the Class \"%s\" (it contains %s)"
                                        .formatted(csv, wanted, abbreviated(names))));
    }

    static InvalidFieldException ambiguous(Path csv, Collection<String> candidates) {
        return new InvalidFieldException(
                "positive",
                "labels file %s: Class contains %s; choose the positive class"
                        .formatted(csv, abbreviated(candidates)));
    }

    /** Whether a class is called what people call the one that they do not look for. */
    public static boolean isNegativeName(String label) {
        String name = label.toLowerCase(Locale.ROOT);
        return NEGATIVE_NAMES.contains(name)
                || NEGATIVE_PREFIXES.stream()
                        .anyMatch(no ->
                                name.startsWith(no + "_")
                                        || name.startsWith(no + "-")
                                        || name.startsWith(no + " "));
    }

    private static String abbreviated(Collection<String> names) {
        List<String> first = names.stream().limit(8).toList();
        String text = String.join(", ", first);
        return names.size() > first.size()
                ? "%s and %d more".formatted(text, names.size() - first.size())
                : text;
    }
}
