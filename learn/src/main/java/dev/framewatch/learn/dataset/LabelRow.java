package dev.framewatch.learn.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A row of a labels file, as written.
 *
 * @param line line number at which it starts in the file, from 1
 * @param image normalised path relative to the image folder, with {@code /} as separator
 * @param label never empty
 * @param group never empty; null if not given
 */
record LabelRow(long line, String image, String label, @Nullable String group) {
    boolean isConsistentWith(LabelRow other) {
        return label.equalsIgnoreCase(other.label)
                && (group == null || other.group == null || group.equals(other.group));
    }

    /** Merges two consistent rows: returns the first, with the group of whichever has one. */
    LabelRow merge(LabelRow other) {
        return group == null ? new LabelRow(line, image, label, other.group) : this;
    }
}
