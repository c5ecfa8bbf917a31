package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.model.ProgressListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows model downloads: a bar in megabytes on a terminal, otherwise one line per task. */
final class DownloadProgress implements ProgressListener, AutoCloseable {
    private final Console console;
    private String task = "";
    private @Nullable ProgressBar bar;

    DownloadProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void update(String newTask, long done, long total) {
        if (!newTask.equals(task)) {
            close();
            task = newTask;
            if (console.terminal() && total > 0) {
                bar = bar(newTask, total);
            } else {
                console.note(sentence(newTask, total));
            }
        }
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    private static ProgressBar bar(String task, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" MB", 1_000_000)
                .setStyle(ProgressBarStyle.ASCII)
                .clearDisplayOnFinish()
                .build();
    }

    private static String sentence(String task, long total) {
        String capital = Character.toUpperCase(task.charAt(0)) + task.substring(1);
        return total > 0 ? "%s (%d MB)".formatted(capital, total / 1_000_000) : capital;
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
