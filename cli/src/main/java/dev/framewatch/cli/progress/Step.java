package dev.framewatch.cli.progress;

/**
 * The state of a task, in words.
 *
 * @param name what is being done
 * @param share of it that is done, 0 to 1; NaN if unknown
 * @param counted what is done, such as "3 of 20 videos"; may be empty
 * @param detail what it is busy with, such as the name of a file; may be empty
 * @param lasting whether a line tells of it when it has ended; otherwise its results do, and off a
 *     terminal nothing is printed about a short one
 */
public record Step(String name, double share, String counted, String detail, boolean lasting) {
    public Step {
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("share " + share);
        }
    }

    boolean isComplete() {
        return share == 1;
    }

    /** Returns whether this is the same task as before, further or as far. */
    boolean continues(Step before) {
        return name.equals(before.name) && !(share < before.share);
    }

    /** Returns how the task ended. */
    String end() {
        if (share < 1) {
            return "stopped at %s after".formatted(counted);
        }
        return counted.isEmpty() ? "done in" : counted + " in";
    }
}
