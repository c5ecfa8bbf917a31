package dev.framewatch.desk.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs notes; all other events are logged where they occur, with their ids. */
public final class LogListener implements WatchListener {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    @Override
    public void note(String text) {
        LOG.warn(text);
    }

    /** Does nothing: each failed delivery is logged where it occurs. */
    @Override
    public void undelivered(String failure) {}
}
