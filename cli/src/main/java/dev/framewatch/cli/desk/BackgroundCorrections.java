package dev.framewatch.cli.desk;

import dev.framewatch.desk.service.DeskServices;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the targets know what reviewers said in the browser, on a thread of its own: describing a
 * face takes longer than the next key press. A decision while another is applied is applied after
 * it, together with those that follow.
 */
final class BackgroundCorrections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundCorrections.class);

    private final TargetCorrections corrections;
    private final DeskServices services;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(1),
                    Thread.ofPlatform().name("corrections").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());

    BackgroundCorrections(TargetCorrections corrections, DeskServices services) {
        this.corrections = corrections;
        this.services = services;
    }

    /** Applies what the targets do not know yet, soon. */
    void request() {
        thread.execute(this::apply);
    }

    private void apply() {
        try {
            corrections.apply(services);
        } catch (IOException | RuntimeException e) {
            LOG.error("what reviewers said is not known to the targets yet", e);
        }
    }

    /** Waits for the change of a target file that has begun. */
    @Override
    public void close() {
        thread.close();
    }
}
