package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.desk.Desk;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.desk.audit.Action;
import dev.framewatch.desk.evidence.ScanJson;
import dev.framewatch.desk.terms.TermsChange;
import dev.framewatch.file.Sha256;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.LinearHead;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.ModelRef;
import dev.framewatch.target.Recogniser;
import dev.framewatch.target.Summary;
import dev.framewatch.target.TargetStore;
import dev.framewatch.target.ThresholdCurve;
import dev.framewatch.verdict.KeptFrame;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.ClipFormat;
import dev.framewatch.video.ClipWriter;
import dev.framewatch.video.Picture;
import dev.framewatch.video.VideoDecoder;
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
 * {@code framewatch self-check}: writes a clip, looks for brightness in it and checks the verdict,
 * with every part of a scan but the networks. The build also runs it to learn what a start needs.
 */
@Command(
        name = "self-check",
        hidden = true,
        description = "Scans a clip of its own making, without any model, and checks the verdict.",
        mixinStandardHelpOptions = true)
final class SelfCheckCommand implements Callable<Integer> {
    private static final int SECONDS = 6;
    private static final int WIDTH = 144;
    private static final int HEIGHT = 256;

    private final Framewatch framewatch;

    @Parameters(paramLabel = "DIR", description = "Where the clip and the Target go.")
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
                Recogniser recogniser =
                        new Recogniser(
                                List.of(targets.open("light")),
                                _ -> new FeatureExtractor(null, null, new Brightness()));
                Scanner scanner = new Scanner(decoder, recogniser, 2)) {
            Printing printing = new Printing();
            scanner.scan(List.of(clip), ScanOptions.standard(), printing);
            writeDown(home, clip);
            return printing.passed ? 0 : 2;
        }
    }

    /** As train and enrol do at their end. */
    private void writeDown(Path home, Path clip) throws IOException {
        Desk desk =
                new Desk(
                        () -> home,
                        framewatch.console().out(),
                        framewatch.console().err(),
                        Map.of(),
                        Clock.systemUTC());
        new TargetLedger(desk)
                .made(
                        Action.TRAINED,
                        List.of(new TargetLedger.Made("light", clip)),
                        TermsChange.NONE,
                        Map.of());
    }

    private static void writeClip(Path clip) throws IOException {
        ClipFormat format = ClipFormat.of(ClipFormat.Coding.H264, 10);
        try (ClipWriter writer = new ClipWriter(clip, WIDTH, HEIGHT, format)) {
            for (int i = 0; i < SECONDS * 10; i++) {
                byte[] rgb = new byte[WIDTH * HEIGHT * 3];
                Arrays.fill(rgb, (byte) (i < SECONDS * 5 ? 230 : 20));
                writer.add(new Picture(WIDTH, HEIGHT, rgb), i / 10.0);
            }
            writer.finish();
        }
    }

    private static Manifest manifest(byte[] head) {
        return new Manifest(
                Manifest.FORMAT,
                "light",
                Kind.SCENE,
                List.of("dark", "light"),
                Backbones.scene(new ModelRef("brightness", "0".repeat(64), "any size")),
                1,
                Sha256.of(head),
                new Manifest.Calibration(1, 0),
                0,
                0,
                new ThresholdCurve(0.5, 0.5, List.of()),
                new Summary(2, 1, 2, null, null, null, null, null, null),
                0);
    }

    /** The mean of all bytes, 0 to 1. */
    private static final class Brightness implements SceneFeatures {
        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public List<float[]> of(Picture picture) {
            long sum = 0;
            for (byte value : picture.rgb()) {
                sum += value & 0xff;
            }
            return List.of(new float[] {sum / 255f / picture.rgb().length});
        }

        @Override
        public void close() {}
    }

    private final class Printing implements ScanListener {
        private boolean passed;

        @Override
        public void finished(VideoResult result, List<List<KeptFrame>> kept) {
            framewatch.console().out().println(Json.line(ScanJson.of(result)));
            framewatch.console().note(new TextPicture(false).of(result.video().toString(), result));
            List<Boolean> seen = new ArrayList<>();
            result.targets().getFirst().frames().forEach(frame -> seen.add(frame.positive()));
            passed =
                    result.targets().getFirst().verdict() instanceof Verdict.Match
                            && seen.equals(List.of(true, true, true, false, false, false));
        }
    }
}
