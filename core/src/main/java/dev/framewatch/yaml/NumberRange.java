package dev.framewatch.yaml;

/** A range of numbers. {@code toString()} describes it for messages, as in "from 0 to below 1". */
public interface NumberRange {
    boolean contains(double value);
}
