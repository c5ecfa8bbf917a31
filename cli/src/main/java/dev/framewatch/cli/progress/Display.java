package dev.framewatch.cli.progress;

import java.time.Duration;

/** Shows the tasks of a command, one after the other. */
sealed interface Display permits LineDisplay, StatusDisplay {
    /** Receives the first state of a task. */
    void began(Step step);

    /**
     * Receives the state of the task, at least once a second.
     *
     * @param elapsed since it began
     */
    void goesOn(Step step, Duration elapsed);

    /**
     * Receives the last state of the task.
     *
     * @param took how long it took
     */
    void ended(Step step, Duration took);
}
