package dev.framewatch.model;

/** Hears how far a long task has come. Called often, from the thread that does the work. */
@FunctionalInterface
public interface ProgressListener {
    /** Nobody is watching. */
    ProgressListener SILENT = (task, done, total) -> {};

    /**
     * @param task what is being done, in words for a person
     * @param done bytes so far, at most {@code total}
     * @param total bytes in all, or 0 while that is not known
     */
    void update(String task, long done, long total);
}
