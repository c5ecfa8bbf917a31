package dev.framewatch.learn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The classes of a multi-class network. All background labels share one class, the first, if there
 * are any; each target class follows. The background is merged because some of its labels may be
 * rare and no decision depends on telling them apart.
 *
 * @param names the class names
 * @param rest the number of background classes before the target classes, 0 or 1
 */
record ClassLabels(List<String> names, int rest) {
    /**
     * Returns the classes for a data set.
     *
     * @param labels the labels of all images
     * @param lookedFor the target classes, at least one
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

    /** Returns the class index of a label, from 0. */
    int of(String label) {
        for (int i = rest; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(label)) {
                return i;
            }
        }
        return 0;
    }
}
