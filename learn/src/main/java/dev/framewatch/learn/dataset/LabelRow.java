package dev.framewatch.learn.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One row of a labels file, as written.
 *
 * @param line where it starts in the file, from 1
 * @param image relative to the folder of pictures, with {@code /} between folders, without detours
 * @param label never empty
 * @param group never empty, or null when not given
 */
record LabelRow(long line, String image, String label, @Nullable String group) {
    boolean isConsistentWith(LabelRow other) {
        return label.equalsIgnoreCase(other.label)
                && (group == null || other.group == null || group.equals(other.group));
    }

    /** Two rows that agree, as one: the first, with the group that either of them knows. */
    LabelRow merge(LabelRow other) {
        return group == null ? new LabelRow(line, image, label, other.group) : this;
    }
}
