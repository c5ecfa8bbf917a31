package dev.framewatch.cli.progress;

import dev.framewatch.model.ProgressListener;
import java.io.PrintStream;
import java.time.InstantSource;

/** Progress for a person: a bar with the time left on a terminal, else a line now and then. */
public interface ScreenProgress extends ProgressListener, AutoCloseable {

    /**
     * @param err where to show it
     * @param terminal whether a person watches, rather than a file
     */
    static ScreenProgress on(PrintStream err, boolean terminal) {
        return terminal ? new BarProgress(err) : new LineProgress(err, InstantSource.system());
    }

    @Override
    void update(String task, long done, long total, String now);

    @Override
    void notice(String message);

    /** Ends the task that was last shown; another one may follow. */
    @Override
    void close();
}
