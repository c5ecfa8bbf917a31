package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.text.PrintableLine;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar over all videos of a scan, in hundredths of a video, with the time left; shown on
 * a terminal only.
 */
final class ScanProgress implements AutoCloseable {
    private static final int STEPS = 100;

    private final @Nullable ProgressBar bar;
    private long done;

    ScanProgress(Console console, int videos) {
        bar =
                console.terminal()
                        ? new ProgressBarBuilder()
                                .setTaskName("Scanning")
                                .setInitialMax((long) videos * STEPS)
                                .setStyle(ProgressBarStyle.ASCII)
                                .continuousUpdate()
                                .clearDisplayOnFinish()
                                .build()
                        : null;
    }

    synchronized void frameScored(Path video, double seconds, double of) {
        if (bar != null && of > 0) {
            bar.setExtraMessage(PrintableLine.of(video.getFileName()));
            bar.stepTo(
                    Math.max(bar.getCurrent(), done + (long) (STEPS * Math.min(1, seconds / of))));
        }
    }

    synchronized void finished() {
        done += STEPS;
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
