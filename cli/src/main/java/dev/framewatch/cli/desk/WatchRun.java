package dev.framewatch.cli.desk;

import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.service.WatchService;
import dev.framewatch.desk.watch.LogListener;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.log.Logging;
import dev.framewatch.targets.Backbones;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Runs a watch, and prints or logs what happens. */
final class WatchRun {
    private final DeskContext desk;
    private final WatchService watch;
    private final @Nullable Path settings;
    private final ConsoleListener console;

    /**
     * @param models loads the backbone models shared by targets
     * @param settings settings file; null for that of the home folder
     * @param quiet whether only errors and matches are printed
     */
    WatchRun(
            DeskContext desk,
            Function<Backbones, FeatureExtractor> models,
            @Nullable Path settings,
            boolean quiet) {
        this.desk = desk;
        this.watch = new WatchService(desk.serviceEnvironment(), models);
        this.settings = settings;
        this.console = new ConsoleListener(desk, quiet);
    }

    /** Runs one round; returns whether all of it worked. */
    boolean once() throws IOException, InterruptedException {
        try (WatchFactory factory = watch.open(settings, listener(), supervisor(() -> {}))) {
            return factory.once();
        }
    }

    /**
     * Runs until the process is told to end.
     *
     * @param started called once it is certain that this process watches
     */
    void untilStopped(StopSignal signal, Runnable started)
            throws IOException, InterruptedException {
        AtomicReference<@Nullable WatchFactory> running = new AtomicReference<>();
        Supervisor supervisor = supervisor(() -> stop(running.get()));
        try (WatchFactory factory = watch.open(settings, listener(), supervisor)) {
            running.set(factory);
            signal.onStop(() -> {
                info("Finishing current jobs ...");
                factory.stop();
            });
            started.run();
            info("Monitoring started (Ctrl-C to stop).");
            factory.run();
        }
    }

    private static void stop(@Nullable WatchFactory factory) {
        if (factory != null) {
            factory.stop();
        }
    }

    private Supervisor supervisor(Runnable stop) {
        return new WatchSupervisor(
                desk.environment(),
                listener()::note,
                stop,
                status -> Runtime.getRuntime().halt(status));
    }

    /**
     * Returns the listener: with logging on, the log replaces console output, which it includes.
     */
    private WatchListener listener() {
        return Logging.isOn() ? new LogListener() : console;
    }

    private void info(String text) {
        if (Logging.isOn()) {
            LoggerFactory.getLogger(WatchCommand.class).info(text);
        } else {
            console.info(text);
        }
    }
}
