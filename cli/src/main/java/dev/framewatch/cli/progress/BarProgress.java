package dev.framewatch.cli.progress;

import dev.framewatch.text.PrintableLine;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a bar for each task, in percent, with the time left. */
final class BarProgress implements ScreenProgress {
    private static final int STEPS = 100;
    private static final int REFRESH_MILLIS = 200;

    private final PrintStream err;
    private String task = "";
    private @Nullable ProgressBar bar;

    BarProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void update(String newTask, long done, long total) {
        ProgressBar current = bar;
        if (current == null || !newTask.equals(task)) {
            close();
            task = newTask;
            current = open(newTask);
            bar = current;
        }
        if (total > 0) {
            current.stepTo(done * STEPS / total);
        }
    }

    @Override
    public synchronized void update(String task, long done, long total, String now) {
        update(task, done, total);
        if (bar != null) {
            bar.setExtraMessage(PrintableLine.of(now));
        }
    }

    private ProgressBar open(String name) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(STEPS)
                .setUnit("%", 1)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .build();
    }

    @Override
    public synchronized void notice(String message) {
        err.println("note: " + PrintableLine.of(message));
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
