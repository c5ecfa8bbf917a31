package dev.framewatch.model;

/** Receives the progress of a long task. Called often, from the threads that do the work. */
@FunctionalInterface
public interface ProgressListener {
    /** Ignores all progress. */
    ProgressListener SILENT = (task, done, total) -> {};

    /**
     * Receives the state of a task.
     *
     * @param task user-facing description of the task
     * @param done completed steps or bytes, at most {@code total}
     * @param total total steps or bytes; 0 if unknown
     */
    void update(String task, long done, long total);

    /**
     * Receives the state of a task with details, such as the loss of an epoch.
     *
     * @param detail short user-facing text
     */
    default void update(String task, long done, long total, String detail) {
        update(task, done, total);
    }

    /**
     * Receives a note that does not end the task, such as a skipped row.
     *
     * @param message user-facing sentence
     */
    default void notice(String message) {}
}
