package dev.framewatch.learn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The classes that one network tells apart: all that is not looked for is one of them, the first,
 * where there is any; then comes each that is looked for. What is not looked for stays together
 * because some label of it may be rare, and no decision depends on which of them it is.
 *
 * @param names what each is called
 * @param rest how many come before those that are looked for, 0 or 1
 */
record ClassLabels(List<String> names, int rest) {
    /**
     * @param labels of all pictures
     * @param lookedFor at least one of them
     */
    static ClassLabels of(List<String> labels, List<String> lookedFor) {
        List<String> others =
                labels.stream()
                        .filter(label -> lookedFor.stream().noneMatch(label::equalsIgnoreCase))
                        .map(label -> label.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
        List<String> names = new ArrayList<>(lookedFor);
        switch (others.size()) {
            case 0 -> {}
            case 1 -> names.addFirst(others.getFirst());
            default -> names.addFirst("not " + String.join(", ", lookedFor));
        }
        return new ClassLabels(List.copyOf(names), names.size() - lookedFor.size());
    }

    /** The class of a picture, from 0. */
    int of(String label) {
        for (int i = rest; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(label)) {
                return i;
            }
        }
        return 0;
    }
}
