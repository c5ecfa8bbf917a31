package dev.framewatch.cli;

import dev.framewatch.api.ScanJson;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.desk.DeskContext;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.targets.TrainingMetrics;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.SceneFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code framewatch self-check}: writes a clip, searches it for brightness and checks the verdict,
 * which covers every part of a scan except the networks. The build also runs it to record the
 * classes that are loaded at start-up.
 */
@Command(
        name = "self-check",
        hidden = true,
        description = "Scan a generated clip without any model and check the verdict.",
        mixinStandardHelpOptions = true)
final class SelfCheckCommand implements Callable<Integer> {
    private static final int SECONDS = 6;
    private static final int WIDTH = 144;
    private static final int HEIGHT = 256;

    private final Framewatch framewatch;

    @Parameters(paramLabel = "DIR", description = "Output folder.")
    private @Nullable Path folder;

    SelfCheckCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = java.util.Objects.requireNonNull(folder);
        Files.createDirectories(home);
        Path clip = home.resolve("clip.mp4");
        writeClip(clip);
        TargetStore targets = new TargetStore(home);
        byte[] head = LinearHead.onnx(new float[] {8}, -4);
        targets.save(manifest(head), head);
        try (VideoDecoder decoder = new VideoDecoder();
                FrameClassifier classifier =
                        new FrameClassifier(
                                List.of(targets.open("light")),
                                _ -> new FeatureExtractor(null, null, new Brightness()));
                Scanner scanner = new Scanner(decoder, classifier, 2)) {
            Printing printing = new Printing();
            scanner.scan(List.of(clip), ScanOptions.standard(), printing);
            recordTraining(home, clip);
            return printing.passed ? 0 : 2;
        }
    }

    /** Writes JSON as train and enrol do at their end. */
    private void recordTraining(Path home, Path clip) throws IOException {
        DeskContext desk =
                new DeskContext(
                        () -> Home.in(home),
                        framewatch.console().out(),
                        framewatch.console().err(),
                        Map.of(),
                        Clock.systemUTC());
        new TargetLedger(desk)
                .recordCreation(
                        AuditAction.TRAINED,
                        List.of(new TargetLedger.NewTarget("light", clip)),
                        GovernanceChange.NONE,
                        Map.of());
    }

    private static void writeClip(Path clip) throws IOException {
        VideoEncoding format = VideoEncoding.of(VideoEncoding.Codec.H264, 10);
        try (VideoWriter writer = new VideoWriter(clip, WIDTH, HEIGHT, format)) {
            for (int i = 0; i < SECONDS * 10; i++) {
                byte[] rgb = new byte[WIDTH * HEIGHT * 3];
                Arrays.fill(rgb, (byte) (i < SECONDS * 5 ? 230 : 20));
                writer.add(new RgbImage(WIDTH, HEIGHT, rgb), i / 10.0);
            }
            writer.finish();
        }
    }

    private static TargetManifest manifest(byte[] head) {
        return new TargetManifest(
                TargetManifest.FORMAT,
                "light",
                TargetKind.SCENE,
                List.of("dark", "light"),
                Backbones.scene(new ModelRef("brightness", "0".repeat(64), "any size")),
                1,
                Sha256.of(head),
                new TargetManifest.Calibration(1, 0),
                0,
                0,
                new ThresholdCurve(0.5, 0.5, List.of()),
                new TrainingMetrics(2, 1, 2, null, null, null, null, null, null),
                0);
    }

    /** Computes the mean of all bytes, from 0 to 1. */
    private static final class Brightness implements SceneFeatures {
        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public List<float[]> extract(RgbImage image) {
            long sum = 0;
            for (byte value : image.rgb()) {
                sum += value & 0xff;
            }
            return List.of(new float[] {sum / 255f / image.rgb().length});
        }

        @Override
        public void close() {}
    }

    private final class Printing implements ScanListener {
        private boolean passed;

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            framewatch.console().out().println(Json.line(ScanJson.of(result)));
            framewatch
                    .console()
                    .err()
                    .print(new ScanTextView(false).of(result.video().toString(), result));
            List<Boolean> seen = new ArrayList<>();
            result.targets().getFirst().frames().forEach(frame -> seen.add(frame.positive()));
            passed =
                    result.targets().getFirst().verdict() instanceof Verdict.Match
                            && seen.equals(List.of(true, true, true, false, false, false));
        }
    }
}
