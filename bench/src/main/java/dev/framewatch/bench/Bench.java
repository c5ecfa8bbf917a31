package dev.framewatch.bench;

import dev.framewatch.bench.symbols.Logos;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Measures whole processes relative to plain decoding on the same machine in the same run: {@code
 * Bench PROJECT TUTORIAL-DATA [OTHER-CHECKOUT]}. Absolute times vary with machine and load; ratios
 * within one run are comparable. A second checkout, such as the previous commit, is measured
 * alternately with the first.
 */
public final class Bench {
    private static final int ROUNDS = 5;
    private static final int FURTHER_VIDEOS = 9;

    private final Path framewatch;
    private final Path data;
    private final Path home;

    private Bench(Path framewatch, Path data, Path home) {
        this.framewatch = framewatch;
        this.data = data;
        this.home = home;
    }

    /** Prints one line per measurement; exits with status 2 if a program is missing or fails. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 2) {
            System.err.println("usage: bench PROJECT TUTORIAL-DATA [OTHER-CHECKOUT]");
            System.exit(2);
        }
        Path home = Files.createTempDirectory("framewatch-bench");
        try {
            Path launcher = Path.of(args[0]).toAbsolutePath().resolve("framewatch");
            Bench bench = new Bench(launcher, Path.of(args[1]).toAbsolutePath(), home);
            bench.run();
            if (args.length > 2) {
                bench.against(Path.of(args[2]).toAbsolutePath().resolve("framewatch"));
            }
        } finally {
            delete(home);
        }
    }

    private void run() throws IOException, InterruptedException {
        train();
        help();
        scanAgainstDecoding();
        early();
        tenVideos();
        furtherVideos();
        tenTargets();
        tenLogos();
    }

    private void train() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(framewatch.toString()));
        command.addAll(List.of(trainCommand()));
        MeasuredProcess.Run run = MeasuredProcess.run(home, command.toArray(String[]::new));
        say("train on the tutorial's frames: %.1f s (bound 90)", run.seconds());
        say("  %s", run.out().strip());
    }

    private void help() throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < 2 * ROUNDS; i++) {
            seconds.add(MeasuredProcess.run(home, framewatch.toString(), "--help").seconds());
        }
        say("--help: %.3f s, median of %d (bound 0.2)", median(seconds), seconds.size());
    }

    private void scanAgainstDecoding() throws IOException, InterruptedException {
        String video = data.resolve("Biden.mp4").toString();
        List<Double> ratios = new ArrayList<>();
        long memory = 0;
        for (int i = 0; i < ROUNDS; i++) {
            MeasuredProcess.Run scan =
                    MeasuredProcess.run(home, framewatch.toString(), "scan", video, "--json");
            MeasuredProcess.Run plain = decode(video);
            ratios.add(scan.seconds() / plain.seconds());
            memory = Math.max(memory, scan.peakMegabytes());
        }
        say(
                "scan / plain decoding: %.2f, median of %s (bound 2.5)",
                median(ratios), rounded(ratios));
        say("peak memory of all processes of a scan: %d MB (bound 900)", memory);
    }

    private static MeasuredProcess.Run decode(String video)
            throws IOException, InterruptedException {
        return MeasuredProcess.run(
                Path.of("."),
                "ffmpeg",
                "-v",
                "error",
                "-threads",
                "1",
                "-i",
                video,
                "-an",
                "-f",
                "null",
                "-");
    }

    private void early() throws IOException, InterruptedException {
        MeasuredProcess.Run run =
                MeasuredProcess.run(
                        home,
                        framewatch.toString(),
                        "scan",
                        data.resolve("Trump.mp4").toString(),
                        "--early",
                        "--json");
        say("--early on a positive: %s", run.out().replaceAll("(?s),\"targets.*", ""));
    }

    private void tenVideos() throws IOException, InterruptedException {
        Path many = Files.createDirectories(home.resolve("ten"));
        List<String> single = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Path copy = many.resolve("video%d.mp4".formatted(i));
            Files.copy(data.resolve(i % 2 == 0 ? "Trump.mp4" : "Biden.mp4"), copy);
            single.add(copy.toString());
        }
        double alone = 0;
        for (String video : single) {
            alone +=
                    MeasuredProcess.run(home, framewatch.toString(), "scan", video, "--json")
                            .seconds();
        }
        double together =
                MeasuredProcess.run(home, framewatch.toString(), "scan", many.toString(), "--json")
                        .seconds();
        say("ten videos in one call / ten calls: %.2f (bound 0.70)", together / alone);
    }

    /** Reports the CPU time of each further video of a folder: without start-up. */
    private void furtherVideos() throws IOException, InterruptedException {
        String video = data.resolve("Biden.mp4").toString();
        Path folder = Files.createDirectories(home.resolve("further"));
        for (int i = 0; i < FURTHER_VIDEOS + 1; i++) {
            Files.copy(Path.of(video), folder.resolve("video%d.mp4".formatted(i)));
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            double one = processorSeconds(framewatch, "scan", video, "--json");
            double all = processorSeconds(framewatch, "scan", folder.toString(), "--json");
            double plain = decode(video).processorSeconds();
            ratios.add((all - one) / FURTHER_VIDEOS / plain);
        }
        say(
                "CPU time of each further video / plain decoding: %.2f, median of %s (aim 1.0)",
                median(ratios), rounded(ratios));
    }

    /** Returns frames with exactly one clear face, so that a target can be enrolled from each. */
    private List<Path> portraits() throws IOException {
        try (Stream<Path> frames = Files.list(data.resolve("images"))) {
            return frames.sorted().toList();
        }
    }

    private void tenTargets() throws IOException, InterruptedException {
        List<String> one =
                new ArrayList<>(List.of("scan", data.resolve("Biden.mp4").toString(), "--json"));
        List<String> ten = new ArrayList<>(one);
        int enrolled = 0;
        for (Path frame : portraits()) {
            String name = "person" + enrolled;
            if (enrolled < 10 && enrol(name, frame)) {
                ten.addAll(List.of("--target", name));
                enrolled++;
            }
        }
        one.addAll(List.of("--target", "person0"));
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            double all = scan(ten);
            ratios.add(all / scan(one));
        }
        say(
                "scan for ten targets / for one: %.2f, median of %s (bound 1.15)",
                median(ratios), rounded(ratios));
    }

    /** Reports wall-clock and CPU seconds, since other load on the machine distorts the former. */
    private void tenLogos() throws IOException, InterruptedException {
        List<String> one =
                new ArrayList<>(
                        List.of(
                                framewatch.toString(),
                                "scan",
                                data.resolve("Biden.mp4").toString(),
                                "--json"));
        List<String> ten = new ArrayList<>(one);
        List<BufferedImage> logos = Logos.ten();
        for (int i = 0; i < logos.size(); i++) {
            Path picture = home.resolve("logo%d.png".formatted(i));
            ImageIO.write(logos.get(i), "png", picture.toFile());
            String name = "logo" + i;
            MeasuredProcess.run(
                    home,
                    framewatch.toString(),
                    "enrol",
                    name,
                    picture.toString(),
                    "--kind",
                    "artwork");
            ten.addAll(List.of("--target", name));
        }
        one.addAll(List.of("--target", "logo0"));
        List<Double> wall = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            MeasuredProcess.Run all = MeasuredProcess.run(home, ten.toArray(String[]::new));
            MeasuredProcess.Run single = MeasuredProcess.run(home, one.toArray(String[]::new));
            wall.add(all.seconds() / single.seconds());
            processor.add(all.processorSeconds() / single.processorSeconds());
        }
        say(
                "scan for ten pieces of artwork / for one: %.2f, median of %s (bound 1.15)",
                median(wall), rounded(wall));
        say("  in CPU seconds: %.2f, median of %s", median(processor), rounded(processor));
    }

    /**
     * Enrols a target.
     *
     * @return false if the frame does not show exactly one face
     */
    private boolean enrol(String name, Path frame) throws InterruptedException {
        try {
            MeasuredProcess.run(home, framewatch.toString(), "enrol", name, frame.toString());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private double scan(List<String> arguments) throws IOException, InterruptedException {
        return run(framewatch, arguments.toArray(String[]::new)).seconds();
    }

    private void against(Path other) throws IOException, InterruptedException {
        compare("--help", other, "--help");
        compare("scan", other, "scan", data.resolve("Biden.mp4").toString(), "--json");
        compare("train", other, trainCommand());
    }

    private void compare(String name, Path other, String... arguments)
            throws IOException, InterruptedException {
        List<Double> wall = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            MeasuredProcess.Run here = run(framewatch, arguments);
            MeasuredProcess.Run there = run(other, arguments);
            wall.add(here.seconds() / there.seconds());
            processor.add(here.processorSeconds() / there.processorSeconds());
        }
        say("%s here / there: %.2f, median of %s", name, median(wall), rounded(wall));
        say("  in CPU seconds: %.2f, median of %s", median(processor), rounded(processor));
    }

    private double processorSeconds(Path launcher, String... arguments)
            throws IOException, InterruptedException {
        return run(launcher, arguments).processorSeconds();
    }

    private MeasuredProcess.Run run(Path launcher, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return MeasuredProcess.run(home, command.toArray(String[]::new));
    }

    private String[] trainCommand() {
        return new String[] {
            "train",
            "trump",
            "--labels",
            data.resolve("mapping_trump.csv").toString(),
            "--images",
            data.resolve("images").toString(),
            "--json"
        };
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String rounded(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                .toList()
                .toString();
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
