package dev.framewatch.bench.storyboards;

import com.sun.management.OperatingSystemMXBean;
import dev.framewatch.desk.search.StoryboardScanner;
import dev.framewatch.home.Home;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.storyboard.StoryboardBuilder;
import dev.framewatch.storyboard.StoryboardFile;
import dev.framewatch.storyboard.StoryboardFormat;
import dev.framewatch.storyboard.StoryboardSource;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.AreaDownscaler;
import dev.framewatch.video.FrameSource;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.video.VideoMetadata;
import dev.framewatch.video.VideoWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Compares the search in storyboards with the scan of the videos: {@code StoryboardBench DATA
 * FOLDER HOME NAME}. DATA is the folder of the tutorial's data, HOME a home folder with the target
 * NAME. FOLDER takes a clip of three seconds of each labelled frame (a slow zoom), made once.
 */
public final class StoryboardBench {
    private static final int FRAMES_PER_CLIP = 3;
    private static final double ZOOM = 0.04;
    private static final int WEEK_POSTS = 7000;
    private static final int TIMED_POSTS = 12;
    private static final int DRAWN_POSTS = 100_000;
    private static final int DRAWN_FRAMES = 20;
    private static final int LONGEST_SIDE = 1920;

    private final Path folder;
    private final FrameClassifier classifier;
    private long bytes;
    private int frames;

    private StoryboardBench(Path folder, FrameClassifier classifier) {
        this.folder = folder;
        this.classifier = classifier;
    }

    /** Prints the results as tables. */
    public static void main(String[] args)
            throws IOException, InterruptedException, UnreadableImageException {
        Path data = Path.of(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        Home home = Home.of(System.getenv(), Path.of(System.getProperty("user.home")));
        ModelStore models = new ModelStore(home, Npm.on(System.getenv("PATH")));
        TargetStore targets = new TargetStore(Home.in(Path.of(args[2])).targets());
        try (FrameClassifier classifier =
                new FrameClassifier(
                        List.of(targets.open(args[3])),
                        new BackboneLoader(models, ProgressListener.SILENT)::open)) {
            StoryboardBench bench = new StoryboardBench(folder, classifier);
            Map<Path, Boolean> clips = clips(data, folder);
            bench.time(data, clips);
            bench.verdicts(List.of(data.resolve("Trump.mp4"), data.resolve("Biden.mp4")));
            bench.compare(clips);
        }
    }

    /** Returns the clips of the labelled frames, with their labels. */
    private static Map<Path, Boolean> clips(Path data, Path folder)
            throws IOException, UnreadableImageException {
        Map<Path, Boolean> clips = new TreeMap<>();
        for (String line : Files.readAllLines(data.resolve("mapping_trump.csv"))) {
            String[] fields = line.strip().split(",", -1);
            Path image = data.resolve("images").resolve(fields[0]);
            if (fields.length < 2 || !fields[1].matches("[01]") || !Files.exists(image)) {
                continue;
            }
            Path clip = folder.resolve(fields[0].replace(".jpg", ".mp4"));
            clips.put(clip, fields[1].equals("1"));
            if (!Files.exists(clip)) {
                write(clip, ImageFiles.read(image).shrunkTo(LONGEST_SIDE));
            }
        }
        return clips;
    }

    /** Writes a slow zoom into an image, a frame a second. */
    private static void write(Path clip, RgbImage image) throws IOException {
        double last = 1 - ZOOM * (FRAMES_PER_CLIP - 1);
        int width = (int) (image.width() * last) / 2 * 2;
        int height = (int) (image.height() * last) / 2 * 2;
        try (VideoWriter writer =
                new VideoWriter(clip, width, height, VideoEncoding.of(Codec.H264, 1))) {
            for (int i = 0; i < FRAMES_PER_CLIP; i++) {
                double part = 1 - ZOOM * i;
                RgbImage middle =
                        middle(
                                image,
                                Math.max(width, (int) (image.width() * part)),
                                Math.max(height, (int) (image.height() * part)));
                writer.add(AreaDownscaler.to(middle, width, height), i);
            }
            writer.finish();
        }
    }

    private static RgbImage middle(RgbImage image, int width, int height) {
        int left = (image.width() - width) / 2;
        int top = (image.height() - height) / 2;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    image.rgb(),
                    3 * ((top + y) * image.width() + left),
                    rgb,
                    3 * y * width,
                    3 * width);
        }
        return new RgbImage(width, height, rgb);
    }

    private void compare(Map<Path, Boolean> clips) throws InterruptedException {
        List<Path> all = List.copyOf(clips.keySet());
        List<TargetResult> full = scanAndKeep(all);
        List<TargetResult> small = search(all);
        System.out.printf(
                Locale.ROOT,
                "%d clips of labelled frames, %d bytes a frame%n",
                all.size(),
                bytes / frames);
        drawPosts(all, clips, small);
        compare("frames at the threshold", all, clips, full, small, TargetResult::positives);
        List<TargetResult> looked = look(all);
        compare(
                "posts, matches, first look at some frames",
                all,
                clips,
                full,
                looked,
                result -> result.verdict() instanceof Verdict.Match ? 1 : 0);
        compare(
                "posts, matches",
                all,
                clips,
                full,
                small,
                result -> result.verdict() instanceof Verdict.Match ? 1 : 0);
        compare(
                "posts, matches and not confirmed",
                all,
                clips,
                full,
                small,
                result -> result.verdict().isLead() ? 1 : 0);
    }

    /**
     * Draws posts of 20 frames, of which a run shows the target, from the scores of the clips, and
     * prints how many matches the first look at every third frame misses.
     */
    private static void drawPosts(
            List<Path> all, Map<Path, Boolean> labels, List<TargetResult> results) {
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean positive = Objects.requireNonNull(labels.get(all.get(i)));
            (positive ? with : without).add(results.get(i).frames().getFirst().score());
        }
        double threshold = results.getFirst().threshold();
        Random random = new Random(1);
        int matches = 0;
        int missed = 0;
        int clear = 0;
        for (int post = 0; post < DRAWN_POSTS; post++) {
            int length = 1 + random.nextInt(DRAWN_FRAMES);
            int from = random.nextInt(DRAWN_FRAMES - length + 1);
            int positives = 0;
            boolean hints = false;
            for (int i = 0; i < DRAWN_FRAMES; i++) {
                List<Double> scores = i >= from && i < from + length ? with : without;
                double score = scores.get(random.nextInt(scores.size()));
                positives += score >= threshold ? 1 : 0;
                hints |= i % 3 == 0 && score >= threshold / 4;
            }
            boolean isMatch = positives * 3 > DRAWN_FRAMES;
            matches += isMatch ? 1 : 0;
            missed += isMatch && !hints ? 1 : 0;
            clear += hints ? 0 : 1;
        }
        long hinting = without.stream().filter(score -> score >= threshold / 4).count();
        System.out.printf(
                Locale.ROOT,
                "drawn posts of %d frames: %d matches, the first look misses %d; %d of %d posts"
                        + " need no other look; %d of %d frames without the target hint at it%n",
                DRAWN_FRAMES,
                matches,
                missed,
                clear,
                DRAWN_POSTS,
                hinting,
                without.size());
    }

    /** Prints what is found in clips with and without the target. */
    private static void compare(
            String what,
            List<Path> all,
            Map<Path, Boolean> labels,
            List<TargetResult> full,
            List<TargetResult> small,
            ToIntFunction<TargetResult> count) {
        int[] found = new int[4];
        int lost = 0;
        int won = 0;
        for (int i = 0; i < all.size(); i++) {
            boolean positive = Objects.requireNonNull(labels.get(all.get(i)));
            int before = count.applyAsInt(full.get(i));
            int now = count.applyAsInt(small.get(i));
            found[positive ? 0 : 2] += before;
            found[positive ? 1 : 3] += now;
            lost += positive ? Math.max(0, before - now) : 0;
            won += positive ? Math.max(0, now - before) : 0;
        }
        double difference = 100.0 * (found[1] - found[0]) / found[0];
        double error = 1.96 * 100 * Math.sqrt(lost + won) / found[0];
        System.out.printf(
                Locale.ROOT,
                "%s: videos %d, storyboards %d (%+.1f points, 95%% CI %+.1f to %+.1f; lost %d, won"
                        + " %d); false: videos %d, storyboards %d%n",
                what,
                found[0],
                found[1],
                difference,
                difference - error,
                difference + error,
                lost,
                won,
                found[2],
                found[3]);
    }

    /** Scans videos as a watch does and keeps their storyboards. */
    private List<TargetResult> scanAndKeep(List<Path> videos) throws InterruptedException {
        List<TargetResult> results = new ArrayList<>();
        ScanOptions options = ScanOptions.standard().withStoryboard(StoryboardFormat.SEARCHABLE);
        try (VideoDecoder decoder = new VideoDecoder()) {
            scan(
                    decoder,
                    videos,
                    options,
                    result -> {
                        results.add(result.targets().getFirst());
                        keep(result.video(), Objects.requireNonNull(result.storyboard()));
                    });
        }
        return results;
    }

    private void keep(Path video, Storyboard storyboard) {
        try {
            bytes += StoryboardFile.write(file(video), storyboard);
            frames += storyboard.frames().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Path video) {
        return folder.resolve("storyboards").resolve(video.getFileName() + ".storyboard");
    }

    /** Searches the whole storyboards, so that frames can be compared. */
    private List<TargetResult> search(List<Path> videos) throws InterruptedException {
        List<TargetResult> results = new ArrayList<>();
        scan(
                new StoryboardSource(),
                videos.stream().map(this::file).toList(),
                ScanOptions.standard(),
                result -> results.add(result.targets().getFirst()));
        return results;
    }

    /** Searches storyboards as {@code posts search} does. */
    private List<TargetResult> look(List<Path> videos) throws InterruptedException {
        List<TargetResult> results = new ArrayList<>();
        ScanOptions options = ScanOptions.standard().forStoryboards(0);
        try (StoryboardScanner scanner = new StoryboardScanner(classifier, options, false)) {
            scanner.scan(
                    videos.stream().map(this::file).toList(),
                    (result, _) -> results.add(result.targets().getFirst()));
        }
        return results;
    }

    private void scan(
            FrameSource source,
            List<Path> videos,
            ScanOptions options,
            Consumer<VideoResult> consumer)
            throws InterruptedException {
        int workers = Runtime.getRuntime().availableProcessors();
        try (Scanner scanner = new Scanner(source, classifier, workers)) {
            scanner.scan(videos, options, (result, _) -> consumer.accept(result));
        }
    }

    /** Prints the verdicts of whole videos. */
    private void verdicts(List<Path> videos) throws InterruptedException {
        List<TargetResult> full = scanAndKeep(videos);
        List<TargetResult> small = search(videos);
        for (int i = 0; i < videos.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: video %d of %d positive, storyboard %d of %d; %s, %s%n",
                    videos.get(i).getFileName(),
                    full.get(i).positives(),
                    full.get(i).frames().size(),
                    small.get(i).positives(),
                    small.get(i).frames().size(),
                    full.get(i).verdict().word(),
                    small.get(i).verdict().word());
        }
    }

    /**
     * Prints the processor time that the search of a week takes, on posts of 20 frames in which
     * nobody has seen the target.
     */
    private void time(Path data, Map<Path, Boolean> clips)
            throws IOException, InterruptedException, UnreadableImageException {
        List<Path> without = new ArrayList<>(clips.keySet());
        without.removeIf(clip -> Objects.requireNonNull(clips.get(clip)));
        Collections.shuffle(without, new Random(1));
        List<Path> posts = new ArrayList<>();
        long size = 0;
        for (int post = 0; post < TIMED_POSTS; post++) {
            StoryboardBuilder builder = new StoryboardBuilder(1);
            for (int i = 0; i < DRAWN_FRAMES; i++) {
                String clip = String.valueOf(without.get(post * DRAWN_FRAMES + i).getFileName());
                Path image = data.resolve("images").resolve(clip.replace(".mp4", ".jpg"));
                builder.add(i, i, builder.shrink(ImageFiles.read(image).shrunkTo(LONGEST_SIDE)));
            }
            VideoMetadata metadata = new VideoMetadata("mov", "h264", 576, 1024, 0, DRAWN_FRAMES);
            Path post20 = folder.resolve("post-" + post);
            size +=
                    StoryboardFile.write(
                            file(post20),
                            Objects.requireNonNull(builder.build(metadata, DRAWN_FRAMES, "")));
            posts.add(post20);
        }
        look(posts); // warms up
        long start = System.nanoTime();
        long used = processorNanos();
        look(posts);
        double processor = (processorNanos() - used) / 1e9 / TIMED_POSTS;
        double clock = (System.nanoTime() - start) / 1e9 / TIMED_POSTS;
        System.out.printf(
                Locale.ROOT,
                "%d posts of %d frames without the target: %.0f ms of processor time and %.0f ms"
                        + " by the clock each; %d such posts: %.1f min on two idle cores, %.1f min"
                        + " at this speed, %.1f GB%n",
                TIMED_POSTS,
                DRAWN_FRAMES,
                1000 * processor,
                1000 * clock,
                WEEK_POSTS,
                WEEK_POSTS * processor / 2 / 60,
                WEEK_POSTS * clock / 60,
                WEEK_POSTS * (size / (double) TIMED_POSTS) / 1e9);
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
