package dev.framewatch.cli;

import dev.framewatch.cli.ScanInputs.Named;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.console.PlainErrors;
import dev.framewatch.cli.console.Version;
import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.desk.evidence.ScanJson;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch scan}: videos to verdicts. */
@Command(
        name = "scan",
        description =
                "Looks for Targets in videos: files, folders (with all below them), folders of"
                        + " stills, or addresses on the web (pages by yt-dlp).",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status, as grep:%n",
        exitCodeList = {
            "0:some video matches, and all could be read",
            "1:none matches, and all were seen",
            "2:an error: some video could not be read, some evidence not be written, or nothing"
                    + " matches and some was seen only in part"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch scan video.mp4 --target trump",
            "  framewatch scan downloads/ --json > results.jsonl",
            "  framewatch scan video.mp4 --rule presence:3 --threshold fmr:0.01 --evidence"
                    + " evidence/",
            "  framewatch scan downloads/ --early        stop decoding where the verdict stands",
            "  framewatch scan https://www.tiktok.com/@someone/video/7300000000000000001"
        })
final class ScanCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Videos or folders; or addresses of http and https.")
    private List<String> places = new ArrayList<>();

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "What to look for; repeat for several (default: every Target).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Seconds from one sampled frame to the next (default: ${DEFAULT-VALUE}).")
    private double every;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            defaultValue = "share:1/3",
            description =
                    "share:1/3, more than a third of the frames; presence:SECONDS, an unbroken run"
                            + " (default: ${DEFAULT-VALUE}).")
    private String rule = "";

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description =
                    "From which score on a frame is positive: balanced, fmr:0.01 or a number"
                            + " (default: as trained, usually balanced).")
    private @Nullable String threshold;

    @Option(
            names = "--early",
            description = "Stop decoding a video as soon as no verdict can change any more.")
    private boolean early;

    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            description = "Write the best frames and evidence.json of each match here.")
    private @Nullable Path evidence;

    @Option(
            names = "--allow-private",
            description = "Fetch addresses in this machine and private networks too.")
    private boolean allowPrivate;

    @Option(names = "--json", description = "One object a video and line on standard output.")
    private boolean json;

    ScanCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Threshold wanted = threshold == null ? new Threshold.Trained() : Threshold.parse(threshold);
        ScanOptions options =
                new ScanOptions(
                        Sampling.every(every),
                        Rule.parse(rule),
                        wanted,
                        early,
                        evidence == null ? 0 : EvidenceWriter.FRAMES);
        int workers = Runtime.getRuntime().availableProcessors();
        try (VideoDecoder decoder = new VideoDecoder();
                FrameClassifier classifier = recogniser(wanted);
                Scanner scanner = new Scanner(decoder, classifier, workers);
                DownloadedInputs web = new DownloadedInputs(framewatch, allowPrivate)) {
            ScanInputs scanned = new ScanInputs(web);
            for (String place : places) {
                scanned.add(place);
            }
            if (scanned.isEmpty()) {
                framewatch.console().note("framewatch: there is no video in " + places);
                return 2;
            }
            Printing printing = new Printing(scanned);
            for (Named unfetched : scanned.unfetched(classifier.targets(), options)) {
                printing.finished(unfetched, List.of());
            }
            scanner.scan(scanned.videos(), options, printing);
            return printing.status();
        }
    }

    private FrameClassifier recogniser(Threshold wanted) {
        TargetStore store = framewatch.targets();
        List<String> wantedNames = names.isEmpty() ? store.names() : names;
        if (wantedNames.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no Target yet; make one with `framewatch train` or `framewatch"
                            + " enrol`");
        }
        List<Target> targets = new ArrayList<>();
        for (String name : wantedNames.stream().distinct().toList()) {
            Target target = store.open(name);
            targets.add(target);
            target.manifest().thresholds().at(wanted);
        }
        try (DownloadProgress progress = new DownloadProgress(framewatch.console())) {
            BackboneLoader models = new BackboneLoader(framewatch.models(), progress);
            return new FrameClassifier(targets, models::open);
        }
    }

    /** Prints each result as it comes and remembers what the exit status must say. */
    private final class Printing implements ScanListener {
        private final Console console = framewatch.console();
        private final ScanTextView picture = new ScanTextView(console.colours());
        private boolean matched;
        private boolean unread;
        private boolean undecided;
        private boolean lost;

        private final ScanInputs scanned;
        private final ScanProgress progress;

        Printing(ScanInputs scanned) {
            this.scanned = scanned;
            this.progress = new ScanProgress(console, scanned.videos().size());
        }

        @Override
        public void frameScored(Path video, double seconds, double of) {
            progress.looked(video, seconds, of);
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            progress.finished();
            finished(scanned.named(result), kept);
        }

        void finished(Named named, List<List<EvidenceFrame>> kept) {
            VideoResult result = named.result();
            console.out()
                    .print(
                            json
                                    ? Json.line(ScanJson.of(named.name(), result)) + "\n"
                                    : picture.of(named.name(), result));
            console.out().flush();
            for (int t = 0; t < result.targets().size(); t++) {
                remember(result, result.targets().get(t), kept.isEmpty() ? List.of() : kept.get(t));
            }
        }

        private void remember(VideoResult result, TargetResult target, List<EvidenceFrame> kept) {
            switch (target.verdict()) {
                case Verdict.Match _ -> {
                    matched = true;
                    save(result, target, kept);
                }
                case Verdict.NoMatch _ -> {}
                case Verdict.Undecided _ -> undecided = true;
                case Verdict.Unreadable _ -> unread = true;
            }
        }

        private void save(VideoResult result, TargetResult target, List<EvidenceFrame> kept) {
            if (evidence == null) {
                return;
            }
            try {
                Path folder = EvidenceWriter.folder(evidence, result, target);
                new EvidenceWriter(Version.number()).write(folder, result, target, kept);
                console.note("  evidence: " + folder);
            } catch (IOException e) {
                lost = true;
                console.note(
                        "framewatch: %s: the evidence of %s cannot be written: %s"
                                .formatted(evidence, result.video(), PlainErrors.sentence(e)));
            }
        }

        int status() {
            progress.close();
            if (unread || lost) {
                return 2;
            }
            if (matched) {
                return 0;
            }
            return undecided ? 2 : 1;
        }
    }
}
