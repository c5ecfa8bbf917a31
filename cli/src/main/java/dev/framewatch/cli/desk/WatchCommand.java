package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.GracefulShutdown;
import dev.framewatch.targets.Backbones;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
        WatchRun watch = new WatchRun(desk, models, settings, quiet);
        return once
                ? (watch.once() ? 0 : 2)
                : StopSignal.run(signal -> watch.untilStopped(signal, () -> {}));
    }
}
