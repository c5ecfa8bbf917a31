package dev.framewatch.bench;

import dev.framewatch.file.Sha256;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.TargetFile;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Watches and scans much of everything with many targets, and measures time and memory: {@code
 * SoakBench PROJECT FOLDER [CLIPS [TARGETS [PICTURES [SECONDS]]]]}, which are told to end after
 * SECONDS (an hour). The files are generated in FOLDER and stay there; the home folder is made
 * anew.
 */
public final class SoakBench {
    private static final int CLIPS = 10_000;
    private static final int TARGETS = 1000;
    private static final int PICTURES = 20_000;
    private static final int SIDE = 64;
    private static final String BASE = "base";

    /** The bias of a head whose score is always next to nothing. */
    private static final float NEVER = -20;

    private final String launcher;
    private final Path folder;
    private final Path home;
    private final Duration limit;

    private SoakBench(Path project, Path folder, Duration limit) {
        this.limit = limit;
        this.launcher = project.toAbsolutePath().resolve("framewatch").toString();
        this.folder = folder.toAbsolutePath();
        this.home = this.folder.resolve("home-" + System.nanoTime());
    }

    /** Prints wall-clock time and peak resident memory of a watch and of a scan. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 2) {
            System.err.println("usage: PROJECT FOLDER [CLIPS [TARGETS [PICTURES [SECONDS]]]]");
            System.exit(2);
        }
        int clips = args.length > 2 ? Integer.parseInt(args[2]) : CLIPS;
        int targets = args.length > 3 ? Integer.parseInt(args[3]) : TARGETS;
        int pictures = args.length > 4 ? Integer.parseInt(args[4]) : PICTURES;
        Duration limit = Duration.ofSeconds(args.length > 5 ? Long.parseLong(args[5]) : 3600);
        SoakBench bench = new SoakBench(Path.of(args[0]), Path.of(args[1]), limit);
        bench.makeTargets(targets);
        Path drop = bench.clips(clips);
        bench.run("sources", "add", "drop", "folder", drop.toString());
        MeasuredProcess.Run watch = bench.watch();
        long scanned = watch.out().lines().filter(line -> line.contains(" scanned ")).count();
        bench.print("%d of %d clips, %d targets".formatted(scanned, clips, targets), watch);
        String images = bench.pictures("pictures", pictures).toString();
        bench.print(
                pictures + " pictures as one video, " + targets + " targets",
                bench.run("scan", images, "--json"));
    }

    /** Its lines are on standard error. */
    private MeasuredProcess.Run watch() throws IOException, InterruptedException {
        return MeasuredProcess.run(
                home, limit, "bash", "-c", "exec \"$0\" watch --once 2>&1", launcher);
    }

    private MeasuredProcess.Run run(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = launcher;
        System.arraycopy(words, 0, command, 1, words.length);
        return MeasuredProcess.run(home, limit, command);
    }

    private void print(String what, MeasuredProcess.Run run) {
        System.out.printf(
                Locale.ROOT,
                "%s: %s%.0f s, %.0f s CPU, peak %d MB resident with all child processes%n",
                what,
                run.ended() ? "not finished after " : "",
                run.seconds(),
                run.processorSeconds(),
                run.peakMegabytes());
    }

    /** Trains one target on the whole image; the others look for what is never there. */
    private void makeTargets(int count) throws IOException, InterruptedException {
        int examples = 40;
        Path images = pictures("labelled", examples);
        StringBuilder labels = new StringBuilder("Image_ID,Class,Group\n");
        for (int i = 0; i < examples; i++) {
            labels.append("%05d.png,%d,v%d%n".formatted(i, i % 2, i / 4 * 2 + i % 2));
        }
        Path mapping = Files.writeString(folder.resolve("labels.csv"), labels);
        run(
                "train",
                BASE,
                "--labels",
                mapping.toString(),
                "--images",
                images.toString(),
                "--kind",
                "scene");
        TargetStore store = new TargetStore(home.resolve("targets"));
        TargetManifest base = TargetFile.readManifest(store.file(BASE));
        byte[] head = LinearHead.onnx(new float[base.dimensions()], NEVER);
        for (int i = 1; i < count; i++) {
            store.save(another(base, "target-" + i, head), head);
        }
    }

    private static TargetManifest another(TargetManifest base, String name, byte[] head) {
        return new TargetManifest(
                base.format(),
                name,
                base.kind(),
                base.labels(),
                base.backbones(),
                base.dimensions(),
                Sha256.of(head),
                base.calibration(),
                base.noFaceScore(),
                base.neighbourWeight(),
                base.thresholds(),
                base.evaluation(),
                base.seed());
    }

    /** Odd pictures are light above, even ones below, each with noise of its own. */
    private static RgbImage picture(int number) {
        Random random = new Random(number);
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            int light = y < SIDE / 2 == (number % 2 == 1) ? 200 : 50;
            for (int x = 0; x < 3 * SIDE; x++) {
                rgb[3 * SIDE * y + x] = (byte) (light + random.nextInt(40));
            }
        }
        return new RgbImage(SIDE, SIDE, rgb);
    }

    private Path pictures(String name, int count) throws IOException {
        Path pictures = folder.resolve(name + "-" + count);
        if (Files.exists(pictures)) {
            return pictures;
        }
        Files.createDirectories(pictures);
        for (int i = 0; i < count; i++) {
            Files.write(
                    pictures.resolve("%05d.png".formatted(i)), ImageFiles.encodePng(picture(i)));
        }
        return pictures;
    }

    private Path clips(int count) throws IOException {
        Path clips = folder.resolve("clips-" + count);
        if (Files.exists(clips)) {
            return clips;
        }
        Files.createDirectories(clips);
        for (int i : IntStream.range(0, count).toArray()) {
            VideoEncoding encoding = VideoEncoding.of(VideoEncoding.Codec.H264, 1);
            Path file = clips.resolve("%05d.mp4".formatted(i));
            try (VideoWriter writer = new VideoWriter(file, SIDE, SIDE, encoding)) {
                for (int frame = 0; frame < 4; frame++) {
                    writer.add(picture(7 * i + frame), frame);
                }
                writer.finish();
            }
        }
        return clips;
    }
}
