package dev.framewatch.learn.dense;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Feature vectors with their classes.
 *
 * @param rows of equal length; may be read lazily, since at most one batch is held at a time
 * @param classes class of each row, from 0
 * @param names class names, at least 2
 */
public record LabelledRows(List<float[]> rows, int[] classes, List<String> names) {
    public LabelledRows {
        names = List.copyOf(names);
        if (rows.size() != classes.length) {
            throw new IllegalArgumentException(
                    "%d rows, %d classes".formatted(rows.size(), classes.length));
        }
        if (names.size() < 2) {
            throw new IllegalArgumentException("classes: at least 2, not " + names.size());
        }
        for (int one : classes) {
            if (one < 0 || one >= names.size()) {
                throw new IllegalArgumentException("class %d of %d".formatted(one, names.size()));
            }
        }
    }

    /** Creates rows whose classes are named by their numbers. */
    public LabelledRows(List<float[]> rows, int[] classes, int classCount) {
        this(rows, classes, IntStream.range(0, classCount).mapToObj(Integer::toString).toList());
    }

    /** Returns the number of classes. */
    public int classCount() {
        return names.size();
    }

    public int size() {
        return classes.length;
    }

    /** Returns the number of rows of each class. */
    int[] counts() {
        int[] counts = new int[names.size()];
        for (int one : classes) {
            counts[one]++;
        }
        return counts;
    }
}
