package dev.framewatch.model;

/** Receives the progress of a long task. Called often, from the threads that do the work. */
@FunctionalInterface
public interface ProgressListener {
    /** Ignores all progress. */
    ProgressListener SILENT = (task, done, total) -> {};

    /** What the steps of a task are. */
    enum Unit {
        ANSWER,
        BYTE,
        CLIP,
        EPOCH,
        FRAME,
        IMAGE,
        PHOTO,
        /** A part of a computation that has no name for users. */
        STEP,
        VIDEO
    }

    /**
     * A long task.
     *
     * @param name user-facing description, such as "Reading labelled images"
     * @param unit what is counted
     */
    record Task(String name, Unit unit) {}

    /**
     * Receives the state of a task.
     *
     * @param done completed steps or bytes, at most {@code total}; fewer than before if the task
     *     begins again
     * @param total total steps or bytes; 0 if unknown
     */
    void update(Task task, long done, long total);

    /**
     * Receives the state of a task with details, such as the file being read or the loss of an
     * epoch.
     *
     * @param detail short user-facing text
     */
    default void update(Task task, long done, long total, String detail) {
        update(task, done, total);
    }

    /**
     * Receives a note that does not end the task, such as a skipped row.
     *
     * @param message user-facing sentence
     */
    default void notice(String message) {}
}
