package dev.framewatch.learn.dataset;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides which of a labels file's classes is the one that is looked for. */
final class PositiveLabel {
    private static final Set<String> NO =
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
    private static final List<String> NO_PREFIXES = List.of("no", "not", "non", "without", "other");

    private PositiveLabel() {}

    /**
     * @param asked what the person named with {@code --positive}, or null
     * @return the label that is looked for, as the file spells it
     * @throws UnusableDataException when the file does not have it, or does not make it clear
     */
    static String choose(Path csv, Collection<String> labels, @Nullable String asked)
            throws UnusableDataException {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(labels);
        if (asked != null) {
            return names.stream()
                    .filter(name -> name.equalsIgnoreCase(asked.strip()))
                    .findFirst()
                    .orElseThrow(() ->
                            new UnusableDataException(
                                    "labels file %s: no row has the Class \"%s\" (it holds %s): name one of these with --positive"
                                            .formatted(csv, asked, listed(names))));
        }
        if (names.contains("1")) {
            return "1";
        }
        List<String> candidates = names.stream().filter(name -> !saysNo(name)).toList();
        if (candidates.isEmpty()) {
            return "1";
        }
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        throw new UnusableDataException(
                "labels file %s: Class holds %s, and any of them could be the one to look for: say which with --positive"
                        .formatted(csv, listed(names)));
    }

    private static boolean saysNo(String label) {
        String name = label.toLowerCase(Locale.ROOT);
        return NO.contains(name)
                || NO_PREFIXES.stream()
                        .anyMatch(no ->
                                name.startsWith(no + "_")
                                        || name.startsWith(no + "-")
                                        || name.startsWith(no + " "));
    }

    private static String listed(Set<String> names) {
        List<String> first = names.stream().limit(8).toList();
        String text = String.join(", ", first);
        return names.size() > first.size()
                ? "%s and %d more".formatted(text, names.size() - first.size())
                : text;
    }
}
