package dev.framewatch.learn.dense;

import java.util.List;

/**
 * Vectors with their classes.
 *
 * @param rows of equal length; may read each only when it is asked for, since no more than a batch
 *     of them is held at once
 * @param classes the class of each row, from 0
 * @param classCount how many classes there are, at least 2
 */
public record LabelledRows(List<float[]> rows, int[] classes, int classCount) {
    public LabelledRows {
        if (rows.size() != classes.length) {
            throw new IllegalArgumentException(
                    "%d rows, %d classes".formatted(rows.size(), classes.length));
        }
        if (classCount < 2) {
            throw new IllegalArgumentException("classes: at least 2, not " + classCount);
        }
        for (int one : classes) {
            if (one < 0 || one >= classCount) {
                throw new IllegalArgumentException("class %d of %d".formatted(one, classCount));
            }
        }
    }

    public int size() {
        return classes.length;
    }

    /** How many rows each class has. */
    int[] counts() {
        int[] counts = new int[classCount];
        for (int one : classes) {
            counts[one]++;
        }
        return counts;
    }
}
