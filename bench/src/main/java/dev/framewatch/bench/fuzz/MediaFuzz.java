package dev.framewatch.bench.fuzz;

import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Reads mutated media files through real decoder processes with their real limits: {@code MediaFuzz
 * SEED_FOLDER SECONDS [SEED]}. The seeds are written on the first run. Whatever crashes, hangs or
 * surprises is kept in {@code finds} in that folder. Exits with 1 if a file got no answer, cost the
 * next one its answer, left a file behind or exceeded the limits.
 */
public final class MediaFuzz {
    /** A decoder process is ended after two minutes, unless the file claims to last for longer. */
    private static final long MAX_SECONDS = 180;

    private static final int WARM_UP_FILES = 300;
    private static final Sampling SAMPLING = Sampling.every(0.5).withFingerprintFrames();

    private final VideoDecoder decoder = new VideoDecoder();
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final FuzzReport report = new FuzzReport();
    private final Path finds;
    private final Path input;
    private final Path sound;

    private MediaFuzz(Path folder, Path sound) throws IOException {
        this.finds = Files.createDirectories(folder.resolve("finds"));
        this.input = Files.createDirectories(folder.resolve("work")).resolve("mutant");
        this.sound = sound;
    }

    /** Prints figures, and the finds. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 2) {
            System.err.println("usage: SEED_FOLDER SECONDS [SEED]");
            System.exit(2);
        }
        Path folder = Path.of(args[0]).toAbsolutePath();
        long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        System.setProperty("java.io.tmpdir", temporary.toString());
        List<Path> seeds = SeedFiles.in(folder);
        MediaFuzz fuzz = new MediaFuzz(folder, folder.resolve("video-00.mp4"));
        System.out.printf("%d seeds, random seed %d%n", seeds.size(), seed);
        fuzz.readSound(seeds);
        fuzz.run(seeds, Double.parseDouble(args[1]), seed);
        fuzz.decoder.close();
        fuzz.report.leftFiles(names(temporary));
        System.out.print(fuzz.report);
        System.exit(fuzz.report.isClean() ? 0 : 1);
    }

    /** Reads every seed as it is: what is refused now would be fuzzed for nothing. */
    private void readSound(List<Path> seeds) throws IOException, InterruptedException {
        for (Path seed : seeds) {
            Outcome outcome = read(seed);
            if (outcome.kind() != Outcome.Kind.WHOLE) {
                System.out.printf("%s as it is: %s%n", seed.getFileName(), outcome);
            }
        }
    }

    private void run(List<Path> seeds, double seconds, long seed)
            throws IOException, InterruptedException {
        List<byte[]> files = new ArrayList<>();
        for (Path file : seeds) {
            files.add(Files.readAllBytes(file));
        }
        Mutator mutator = new Mutator(files, seed);
        Random random = new Random(seed);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        boolean answers = true;
        while (answers && System.nanoTime() < end) {
            int chosen = random.nextInt(files.size());
            byte[] mutant = mutator.mutate(files.get(chosen));
            String name = String.valueOf(seeds.get(chosen).getFileName());
            Files.write(input, mutant);
            Outcome outcome = read(input);
            report.add(name, outcome);
            if (outcome.isFind()) {
                keep(name, outcome);
                answers = outcome.kind() != Outcome.Kind.ENDLESS;
            }
            if (report.count() == WARM_UP_FILES) {
                report.start(Footprint.now());
            }
        }
        read(sound);
        report.end(Footprint.now());
    }

    private Outcome read(Path file) throws IOException, InterruptedException {
        try {
            return reader.submit(() -> Outcome.of(decoder, file, SAMPLING))
                    .get(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException _) {
            return new Outcome(Outcome.Kind.ENDLESS, "no answer", 0, MAX_SECONDS);
        }
    }

    /** Keeps a find, and reads a sound file: the next one must not suffer. */
    private void keep(String seed, Outcome outcome) throws IOException, InterruptedException {
        String name = "%s-%d-%s".formatted(kind(outcome), report.count(), seed);
        Files.write(finds.resolve(name), Files.readAllBytes(input));
        System.out.printf(
                Locale.ROOT, "%s: %s (%.1f s)%n", name, outcome.reason(), outcome.seconds());
        if (outcome.kind() == Outcome.Kind.ENDLESS) {
            return; // the only reader is busy
        }
        Outcome next = read(sound);
        if (next.kind() != Outcome.Kind.WHOLE) {
            report.addVictim(name + ": " + next);
        }
    }

    private static String kind(Outcome outcome) {
        return outcome.kind().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
