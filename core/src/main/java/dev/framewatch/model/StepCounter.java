package dev.framewatch.model;

import dev.framewatch.model.ProgressListener.Task;

/** Counts the steps of a task that several threads work on, and reports them in order. */
public final class StepCounter {
    private final ProgressListener progress;
    private final Task task;
    private final long total;
    private long done;

    /** Begins the task. */
    public StepCounter(ProgressListener progress, Task task, long total) {
        this.progress = progress;
        this.task = task;
        this.total = total;
        progress.update(task, 0, total);
    }

    /** Counts a step. */
    public synchronized void step() {
        done = Math.min(done + 1, total);
        progress.update(task, done, total);
    }

    /** Ends the task, also if its number of steps was an estimate. */
    public synchronized void finish() {
        if (done < total) {
            done = total;
            progress.update(task, done, total);
        }
    }
}
