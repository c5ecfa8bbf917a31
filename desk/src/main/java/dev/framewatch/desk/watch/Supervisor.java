package dev.framewatch.desk.watch;

/** What runs the process of a watch and replaces it if it ends before its time. */
@FunctionalInterface
public interface Supervisor {
    /** Supervises nothing: a process that is no longer sound goes on as well as it can. */
    Supervisor NONE = _ -> {};

    /**
     * Ends this process, which is no longer sound, so that another takes over. May not return.
     *
     * @param reason what is wrong with it, for display
     */
    void replace(String reason);

    /** Returns whether the process before this one died by itself, and was not just killed. */
    default boolean hasPredecessorDied() {
        return false;
    }

    /** Called when the watch has started. */
    default void ready() {}

    /** Called every few seconds while every task makes progress. */
    default void alive() {}
}
