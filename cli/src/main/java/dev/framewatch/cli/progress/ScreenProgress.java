package dev.framewatch.cli.progress;

import dev.framewatch.model.ProgressListener;
import java.io.PrintStream;
import java.time.InstantSource;

/**
 * Progress on the screen: a bar with the time left on a terminal, otherwise a line every few
 * seconds.
 */
public interface ScreenProgress extends ProgressListener, AutoCloseable {

    /**
     * Returns the appropriate display.
     *
     * @param err stream to show it on
     * @param terminal whether the stream is a terminal
     */
    static ScreenProgress on(PrintStream err, boolean terminal) {
        return terminal ? new BarProgress(err) : new LineProgress(err, InstantSource.system());
    }

    @Override
    void update(String task, long done, long total, String now);

    @Override
    void notice(String message);

    /** Ends the current task; another one may follow. */
    @Override
    void close();
}
