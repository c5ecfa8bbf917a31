package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.service.WatchService;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.watch.LogListener;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.log.Logging;
import dev.framewatch.targets.Backbones;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framewatch watch}: Sources, day and night. */
@Command(
        name = "watch",
        description =
                "Asks every Source for new posts, looks for every Target in their videos, records"
                        + " what it sees with its evidence, and sends alerts. Runs until it is told"
                        + " to stop (Ctrl-C), and finishes what it has begun; however it ends, it"
                        + " goes on where it stopped.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all of it worked, or it was told to stop",
            "2:some of it did not work, or an error"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch watch                      until Ctrl-C; see docs/watch for a service",
            "  framewatch watch --once               one round, for cron",
            "  framewatch watch --settings watch.yaml",
            "  framewatch watch --log-format json    log for a collector; see docs/watch",
            "",
            "Settings, each with its default: every 1 (seconds between frames), rule share:1/3,",
            "pause 1s (between downloads), largest_video 200MB, longest_video 20m, disk 20GB,",
            "longest_queue 5000, keep_misses 24h, keep_unreviewed 30d, keep_posts 30d."
        })
public final class WatchCommand implements Callable<Integer> {
    private final DeskContext desk;
    private final Function<Backbones, FeatureExtractor> models;

    @Option(names = "--once", description = "One round over every Source, then end.")
    private boolean once;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "Settings in YAML (default: watch.yaml in the home folder, if it is there).")
    private @Nullable Path settings;

    @Option(names = "--quiet", description = "Say only what went wrong, and what was seen.")
    private boolean quiet;

    /**
     * @param models loads the models that Targets share
     */
    public WatchCommand(DeskContext desk, Function<Backbones, FeatureExtractor> models) {
        this.desk = desk;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        WatchService watch = new WatchService(desk.serviceEnvironment(), models);
        if (!once) {
            return untilToldToStop(watch);
        }
        try (WatchFactory newsdesk = watch.open(settings, listener())) {
            return newsdesk.once() ? 0 : 2;
        }
    }

    private int untilToldToStop(WatchService watch) throws IOException, InterruptedException {
        AtomicInteger status = new AtomicInteger(2);
        CountDownLatch ended = new CountDownLatch(1);
        try (WatchFactory newsdesk = watch.open(settings, listener())) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().unstarted(() -> stop(newsdesk, ended, status)));
            say("Watching. Ctrl-C ends it, once what was begun is finished.");
            newsdesk.run();
            status.set(0);
        } finally {
            ended.countDown();
        }
        return status.get();
    }

    /**
     * On a signal Java would end the process as soon as this returns, and with that signal's status
     * though all went well.
     */
    private void stop(WatchFactory newsdesk, CountDownLatch ended, AtomicInteger status) {
        if (ended.getCount() == 0) {
            return;
        }
        say("Finishing what was begun ...");
        newsdesk.stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status.get());
    }

    /** A log says all that is said to people, and more. */
    private WatchListener listener() {
        return Logging.isOn() ? new LogListener() : new ConsoleListener();
    }

    private void say(String text) {
        if (Logging.isOn()) {
            LoggerFactory.getLogger(WatchCommand.class).info(text);
        } else if (!quiet) {
            note(text);
        }
    }

    private void note(String text) {
        LocalTime now = LocalTime.now(desk.clock()).truncatedTo(ChronoUnit.SECONDS);
        desk.note("%s  %s".formatted(now, text));
    }

    /** What happens, a line each. */
    private final class ConsoleListener implements WatchListener {
        @Override
        public void note(String text) {
            WatchCommand.this.note(Advice.onPrivateAddresses(text));
        }

        @Override
        public void polled(String source, int items, int fresh, List<String> notes) {
            if (fresh > 0) {
                say("%s: %d posts, %d of them new".formatted(source, items, fresh));
            }
            notes.forEach(text -> say("%s: %s".formatted(source, Advice.onPrivateAddresses(text))));
        }

        @Override
        public void pollFailed(String source, String why, Duration wait) {
            note(
                    "%s: %s; asked again in %d min"
                            .formatted(source, Advice.onPrivateAddresses(why), minutes(wait)));
        }

        @Override
        public void fetchFailed(String post, String why, boolean forGood) {
            note(
                    "%s: %s%s"
                            .formatted(
                                    post,
                                    Advice.onPrivateAddresses(why),
                                    forGood ? "" : "; tried again later"));
        }

        @Override
        public void scanned(String video, List<String> verdicts) {
            say("looked at %s: %s".formatted(video.substring(0, 12), String.join(", ", verdicts)));
        }

        @Override
        public void sighted(Sighting sighting) {
            note(
                    String.format(
                            Locale.ROOT,
                            "SEEN %s: score %.2f, %.0f %% of the frames; framewatch sightings show"
                                    + " %s",
                            sighting.target(),
                            sighting.score(),
                            100 * sighting.positiveFraction(),
                            sighting.id()));
        }

        private static long minutes(Duration wait) {
            return Math.max(1, wait.toMinutes());
        }
    }
}
