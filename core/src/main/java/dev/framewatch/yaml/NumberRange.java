package dev.framewatch.yaml;

/** What a number must lie between; its text says so, as in "from 0 to below 1". */
public interface NumberRange {
    boolean hold(double value);
}
