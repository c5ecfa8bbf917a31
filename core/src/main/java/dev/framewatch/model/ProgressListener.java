package dev.framewatch.model;

/** Receives the progress of a long task. Called often, from the threads that do the work. */
@FunctionalInterface
public interface ProgressListener {
    /** Ignores all progress. */
    ProgressListener SILENT = (task, done, total) -> {};

    /**
     * @param task what is being done, in words for a person
     * @param done steps or bytes so far, at most {@code total}
     * @param total steps or bytes in all, or 0 while that is not known
     */
    void update(String task, long done, long total);

    /**
     * Receives an update with a line about the present state, such as the loss of an epoch.
     *
     * @param detail a short sentence for a person
     */
    default void update(String task, long done, long total, String detail) {
        update(task, done, total);
    }

    /**
     * Receives something that a person should know and that does not end the task, such as a row
     * that is left out.
     *
     * @param message a sentence for a person
     */
    default void notice(String message) {}
}
