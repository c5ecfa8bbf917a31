package dev.framewatch.desk.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what the watch says to people; the rest is logged where it happens, with its ids. */
public final class LogListener implements WatchListener {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    @Override
    public void note(String text) {
        LOG.warn(text);
    }

    /** Does nothing: each failed delivery has a log line of its own. */
    @Override
    public void undelivered(String failure) {}
}
