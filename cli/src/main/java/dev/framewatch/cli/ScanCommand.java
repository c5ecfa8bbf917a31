package dev.framewatch.cli;

import dev.framewatch.api.ScanJson;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.console.ReaderGoneException;
import dev.framewatch.cli.console.UnforeseenErrors;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.storyboard.StoryboardFormat;
import dev.framewatch.targets.InvalidTargetException;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.ScanService;
import dev.framewatch.verdict.ScanService.Listener;
import dev.framewatch.verdict.ScanService.Request;
import dev.framewatch.verdict.ScanService.Result;
import dev.framewatch.verdict.ScanService.ScannedVideo;
import dev.framewatch.video.MediaListing.LeftOut;
import dev.framewatch.video.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch scan}: searches videos for targets. */
@Command(
        name = "scan",
        description =
                "Search videos and images for targets: files, folders (recursively), folders of"
                        + " images, or URLs (web pages via yt-dlp).",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status, like grep:%n",
        exitCodeList = {
            "0:at least one match (with --triage: one video to be looked at); every video was"
                    + " read",
            "1:no match; every video was fully analysed; never with --triage",
            "2:error: a video or a target could not be read, evidence, page or table could not be"
                + " written, or no match and a video was only partly analysed or a file of a folder"
                + " was skipped"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch scan video.mp4 --target trump",
            "  framewatch scan downloads/ --html results.html --csv results.csv",
            "  framewatch scan downloads/ --json > results.jsonl",
            "  framewatch scan video.mp4 --rule presence:3 --evidence evidence/",
            "  framewatch scan archive/ --triage      list what deserves a full scan",
            "  framewatch scan downloads/ --early     stop a video when its verdict is final",
            "  framewatch scan https://www.tiktok.com/@someone/video/7300000000000000001"
        })
final class ScanCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Videos, images, folders, or http(s) URLs.")
    private List<String> places = new ArrayList<>();

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Target to search for; repeatable (default: all targets).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Sampling interval in seconds (default: ${DEFAULT-VALUE}).")
    private double every;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description =
                    "Rule: share:1/3, more than a third of the frames; presence:SECONDS, an"
                            + " uninterrupted run (default: share:1/3; any image for images).")
    private @Nullable String rule;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description =
                    "Score at or above which a frame counts as positive: balanced, strict (as"
                            + " a watch does), fmr:RATE or a number (default: as trained, usually"
                            + " balanced).")
    private @Nullable String threshold;

    @Option(
            names = "--early",
            description = "Stop decoding a video as soon as its verdicts are final.")
    private boolean early;

    @Option(
            names = "--exhaustive",
            description =
                    "Look at the whole of each frame, also where nothing has changed since the one"
                            + " before: slower.")
    private boolean exhaustive;

    @Option(
            names = "--triage",
            description =
                    "Look at key frames only, several times faster, and list the videos that"
                            + " deserve a full scan, the highest score first. Decides nothing: what"
                            + " lies between key frames is not seen.")
    private boolean triage;

    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            description = "Evidence folder: best frames and evidence.json of each match.")
    private @Nullable Path evidence;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Write a page with the storyboards, scores over time and best frames of matches"
                            + " and near misses.")
    private @Nullable Path html;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write a table for spreadsheets: one row per video and target.")
    private @Nullable Path csv;

    @Option(names = "--allow-private", description = "Allow localhost and private addresses.")
    private boolean allowPrivate;

    @Option(names = "--json", description = "Print one JSON object per video (JSON Lines).")
    private boolean json;

    ScanCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = framewatch.console();
        ScanFiles files = new ScanFiles(console, evidence, html, csv, !triage);
        ScanOptions options =
                new ScanOptions(
                        Sampling.every(every),
                        rule == null ? null : Rule.parse(rule),
                        threshold == null ? new Threshold.Trained() : Threshold.parse(threshold),
                        early,
                        files.framesToKeep());
        if (exhaustive) {
            options = options.exhaustively();
        }
        if (triage) {
            refuseWithTriage();
            options = options.forTriage();
        }
        if (html != null) {
            options = options.withStoryboard(StoryboardFormat.PAGE);
        }
        if (names.isEmpty() && framewatch.targets().names().isEmpty()) {
            console.note(
                    "framewatch: no targets; create one with `framewatch train` or `framewatch"
                            + " enrol`");
            return 2;
        }
        Result result;
        boolean invalidTarget;
        TriageList list = new TriageList();
        try (files;
                ScreenProgress screen = ScreenProgress.on(console);
                DownloadedInputs web = new DownloadedInputs(framewatch, allowPrivate, screen)) {
            Printing printing = new Printing(console, screen, files, list);
            ScanService scans = new ScanService(framewatch.targets(), framewatch.models(), web);
            result = scans.scan(new Request(places, names, options), screen, printing);
            invalidTarget = printing.invalidTarget;
        } finally {
            if (triage && !json) {
                console.out().print(list.text());
            }
        }
        return status(result, list, invalidTarget || files.failed());
    }

    /** Key frames are too few for a rule, and what they show is no evidence. */
    private void refuseWithTriage() {
        List<String> refused = new ArrayList<>();
        if (rule != null) {
            refused.add("--rule");
        }
        if (early) {
            refused.add("--early");
        }
        if (exhaustive) {
            refused.add("--exhaustive");
        }
        if (evidence != null) {
            refused.add("--evidence");
        }
        if (html != null) {
            refused.add("--html");
        }
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(
                    "--triage decides nothing and keeps no frames, so %s cannot be given with it"
                            .formatted(String.join(", ", refused)));
        }
    }

    private int status(Result result, TriageList list, boolean lost) {
        if (triage) {
            return result.unreadable() == 0 && !lost && list.isPromising() ? 0 : 2;
        }
        if (result.unreadable() > 0 || lost) {
            return 2;
        }
        if (result.matches() > 0) {
            return 0;
        }
        return result.undecided() > 0 || !result.leftOut().isEmpty() ? 2 : 1;
    }

    /** Prints each result as soon as it is available. */
    private final class Printing implements Listener {
        private final Console console;
        private final ScreenProgress screen;
        private final ScanFiles files;
        private final ScanTextView text;
        private final TriageList list;
        private @Nullable ScanProgress progress;
        private List<LeftOut> leftOut = List.of();
        private int remaining;
        private boolean invalidTarget;

        Printing(Console console, ScreenProgress screen, ScanFiles files, TriageList list) {
            this.console = console;
            this.screen = screen;
            this.files = files;
            this.text = new ScanTextView(console.colours());
            this.list = list;
        }

        @Override
        public void started(int videos, List<LeftOut> skipped) {
            remaining = videos;
            leftOut = skipped;
            files.expect(videos);
            progress = new ScanProgress(screen, videos);
        }

        @Override
        public void invalidTarget(InvalidTargetException problem) {
            invalidTarget = true;
            console.note("framewatch: " + problem.getMessage() + "; it is not searched for");
        }

        @Override
        public void frameScored(Path video, double seconds, double of) {
            if (progress != null) {
                progress.frameScored(video, seconds, of);
            }
        }

        @Override
        public void finished(ScannedVideo video) {
            if (progress != null) {
                progress.videoFinished();
            }
            boolean last = --remaining == 0;
            if (json) {
                List<LeftOut> skipped = last ? leftOut : List.of();
                Json.print(console.out(), ScanJson.of(video.name(), video.result(), skipped));
            } else if (!triage) {
                console.out().print(text.of(video.name(), video.result()));
            }
            console.out().flush();
            if (!files.areWritten() && console.isReaderGone()) {
                throw new ReaderGoneException();
            }
            if (last && !leftOut.isEmpty()) {
                console.note("framewatch: " + LeftOut.summary(leftOut));
            }
            list.add(video);
            files.add(video);
        }

        @Override
        public void died(Path video, Throwable cause) {
            UnforeseenErrors.of(framewatch).report(cause);
        }
    }
}
