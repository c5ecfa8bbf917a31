package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.cli.console.GracefulShutdown;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.service.WatchService;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.watch.LogListener;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.log.Logging;
import dev.framewatch.targets.Backbones;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.verdict.RunText;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framewatch watch}: monitors all sources continuously. */
@Command(
        name = "watch",
        description =
                "Monitor all sources continuously: poll them for new posts, search"
                        + " their videos for all targets, record matches with evidence, and send"
                        + " alerts. Runs until stopped (Ctrl-C) and finishes current jobs first;"
                        + " after any interruption it resumes where it left off.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:success, or stopped by the user",
            "2:error, some sources or posts failed, or, with --once, some files were skipped"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch watch                      until Ctrl-C; as a service: docs/watch",
            "  framewatch watch --once               one round, for cron",
            "  framewatch watch --settings watch.yaml",
            "  framewatch watch --log-format json    structured log; see docs/watch",
            "",
            "Settings and their defaults: sampling_interval 1 (seconds between frames), rule",
            "share:1/3, threshold strict, download_delay 1s, max_video_size 200MB,",
            "max_video_duration 20m, max_disk_usage 20GB, max_queue_length 5000,",
            "retain_nonmatching 24h, retain_unreviewed 30d, retain_posts 30d, storyboards",
            "(none), timestamp_authority (none), timestamp_allow_private false. targets",
            "(none) has a rule and a threshold of single targets by their name."
        })
public final class WatchCommand implements Callable<Integer>, GracefulShutdown.Exempt {
    private static final int MAX_NAME_CHARS = 160;

    private final DeskContext desk;
    private final Function<Backbones, FeatureExtractor> models;

    @Option(names = "--once", description = "Poll every source once, process the posts, and exit.")
    private boolean once;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "YAML settings file (default: watch.yaml in the home folder, if present).")
    private @Nullable Path settings;

    @Option(names = "--quiet", description = "Print errors and matches only.")
    private boolean quiet;

    /**
     * @param models loads the backbone models shared by targets
     */
    public WatchCommand(DeskContext desk, Function<Backbones, FeatureExtractor> models) {
        this.desk = desk;
        this.models = models;
    }

    @Override
    public boolean stopsItself() {
        return !once;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        WatchService watch = new WatchService(desk.serviceEnvironment(), models);
        if (!once) {
            return runUntilStopped(watch);
        }
        try (WatchFactory factory = watch.open(settings, listener(), supervisor(() -> {}))) {
            return factory.once() ? 0 : 2;
        }
    }

    private Supervisor supervisor(Runnable stop) {
        return new WatchSupervisor(
                desk.environment(),
                listener()::note,
                stop,
                status -> Runtime.getRuntime().halt(status));
    }

    private int runUntilStopped(WatchService watch) throws IOException, InterruptedException {
        AtomicInteger status = new AtomicInteger(2);
        CountDownLatch finished = new CountDownLatch(1);
        AtomicReference<@Nullable WatchFactory> running = new AtomicReference<>();
        Supervisor supervisor = supervisor(() -> stop(running.get()));
        try (WatchFactory factory = watch.open(settings, listener(), supervisor)) {
            running.set(factory);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().unstarted(() -> stop(factory, finished, status)));
            info("Monitoring started (Ctrl-C to stop).");
            factory.run();
            status.set(0);
        } finally {
            finished.countDown();
        }
        return status.get();
    }

    private static void stop(@Nullable WatchFactory factory) {
        if (factory != null) {
            factory.stop();
        }
    }

    /**
     * Stops the watch and halts with its status. Without the halt, the JVM would exit with the
     * signal's status as soon as this hook returns, even after a clean stop.
     */
    private void stop(WatchFactory factory, CountDownLatch finished, AtomicInteger status) {
        if (finished.getCount() == 0) {
            return;
        }
        info("Finishing current jobs ...");
        factory.stop();
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status.get());
    }

    /**
     * Returns the listener: with logging on, the log replaces console output, which it includes.
     */
    private WatchListener listener() {
        return Logging.isOn() ? new LogListener() : new ConsoleListener();
    }

    private void info(String text) {
        if (Logging.isOn()) {
            LoggerFactory.getLogger(WatchCommand.class).info(text);
        } else if (!quiet) {
            note(text);
        }
    }

    private void note(String text) {
        desk.note("%s  %s".formatted(desk.times().second(desk.clock().instant()), text));
    }

    /** Prints each event as a line. */
    private final class ConsoleListener implements WatchListener {
        @Override
        public void note(String text) {
            WatchCommand.this.note(Advice.onPrivateAddresses(text));
        }

        @Override
        public void polled(String source, int items, int newItems, List<String> notes) {
            if (newItems > 0) {
                info("%s: %s".formatted(source, Plural.of(newItems, "new post")));
            }
            notes.forEach(
                    text -> info("%s: %s".formatted(source, Advice.onPrivateAddresses(text))));
        }

        @Override
        public void pollFailed(String source, String reason, Duration delay) {
            note(
                    "%s: %s; next poll in %d min"
                            .formatted(source, Advice.onPrivateAddresses(reason), minutes(delay)));
        }

        @Override
        public void fetchFailed(String post, String reason, boolean isFinal) {
            note(
                    "%s: %s%s"
                            .formatted(
                                    name(post),
                                    Advice.onPrivateAddresses(reason),
                                    isFinal ? "" : "; will retry"));
        }

        @Override
        public void scanFailed(String video, String reason, boolean isFinal) {
            note(
                    "%s: %s%s"
                            .formatted(
                                    name(video),
                                    reason,
                                    isFinal ? "; its posts are lost" : "; will retry"));
        }

        @Override
        public void scanned(String video, List<String> verdicts) {
            info("scanned %s: %s".formatted(name(video), VerdictCounts.of(verdicts)));
        }

        @Override
        public void deleted(String what, int count) {
            info("deleted at the end of their retention time: %d %s".formatted(count, what));
        }

        @Override
        public void sighted(SightingRecord facts) {
            Sighting sighting = facts.sighting();
            String times = RunText.of(facts.verdict().at());
            note(
                    String.format(
                            Locale.ROOT,
                            "%s %s in %s%s: score %.2f, %.0f%% of frames; details: framewatch"
                                    + " sightings show %s",
                            sighting.isUndecided() ? "NOT CONFIRMED" : "MATCH",
                            sighting.target(),
                            name(PostName.of(facts.post().post()).textWithPage()),
                            times.isEmpty() ? "" : ", at " + times,
                            sighting.score(),
                            100 * sighting.positiveFraction(),
                            sighting.id()));
        }

        private static String name(String text) {
            return PrintableLine.of(text, MAX_NAME_CHARS);
        }

        private static long minutes(Duration delay) {
            return Math.max(1, delay.toMinutes());
        }
    }
}
