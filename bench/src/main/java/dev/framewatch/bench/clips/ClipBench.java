package dev.framewatch.bench.clips;

import dev.framewatch.bench.clips.Corpus.Clip;
import dev.framewatch.clip.ClipFingerprint;
import dev.framewatch.clip.ClipIndex;
import dev.framewatch.clip.ClipMatch;
import dev.framewatch.clip.FingerprintBuilder;
import dev.framewatch.video.FingerprintFrame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures how many edited copies of clips are found, how many unrelated clips are merged, and how
 * long a search among many clips takes: {@code ClipBench DATA WORK [STORED]}. DATA is the folder of
 * the tutorial's data; WORK stores the generated clips, which takes half an hour once; STORED is
 * the number of clips in the last part (default: 100,000). Requires ffmpeg.
 */
public final class ClipBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path work;
    private final VideoDecoder decoder;
    private final ClipIndex index = new ClipIndex();
    private final List<Clip> stored = new ArrayList<>();
    private final List<ClipFingerprint> scanned = new ArrayList<>();
    private final List<List<FingerprintFrame>> glimpses = new ArrayList<>();
    private final List<ClipFingerprint> copies = new ArrayList<>();
    private final List<Clip> originals = new ArrayList<>();
    private long buildNanos;
    private long built;

    private ClipBench(Path work, VideoDecoder decoder) {
        this.work = work;
        this.decoder = decoder;
    }

    /** Prints the results as tables. */
    public static void main(String[] args)
            throws IOException,
                    InterruptedException,
                    UnreadableImageException,
                    UnreadableVideoException {
        Path work = Path.of(args[1]);
        Corpus corpus = Corpus.make(Path.of(args[0]), work);
        try (VideoDecoder decoder = new VideoDecoder()) {
            ClipBench bench = new ClipBench(work, decoder);
            bench.store(corpus);
            bench.findCopies(corpus);
            bench.findStrangers();
            bench.findAmong(args.length > 2 ? Integer.parseInt(args[2]) : 100_000);
        }
    }

    private void store(Corpus corpus) throws UnreadableVideoException {
        List<Clip> all =
                Stream.of(corpus.originals(), corpus.strangers(), corpus.traps())
                        .flatMap(List::stream)
                        .toList();
        for (Clip clip : all) {
            ClipFingerprint fingerprint = fingerprint(clip.file(), glimpses);
            scanned.add(fingerprint);
            // as it comes back from where it was stored
            index.add(stored.size(), ClipFingerprint.decode(fingerprint.thinned().encode()));
            stored.add(clip);
        }
    }

    private ClipFingerprint fingerprint(Path file, List<List<FingerprintFrame>> kept)
            throws UnreadableVideoException {
        List<FingerprintFrame> seen = new ArrayList<>();
        double seconds;
        try (FrameStream stream = decoder.open(file, Sampling.every(1).withFingerprintFrames())) {
            while (stream.next() != null) {
                seen.addAll(stream.drainFingerprintFrames());
            }
            seen.addAll(stream.drainFingerprintFrames());
            seconds = stream.decodedSeconds();
        }
        kept.add(seen);
        long start = THREADS.getCurrentThreadCpuTime();
        FingerprintBuilder builder = new FingerprintBuilder();
        seen.forEach(builder::add);
        ClipFingerprint fingerprint = builder.build(seconds);
        buildNanos += THREADS.getCurrentThreadCpuTime() - start;
        built += seen.size();
        if (fingerprint == null) {
            throw new UnreadableVideoException(file + " contains no images");
        }
        return fingerprint;
    }

    private void findCopies(Corpus corpus)
            throws IOException, InterruptedException, UnreadableVideoException {
        say("%-64s found  wrong", "copies of " + corpus.originals().size() + " clips");
        int allFound = 0;
        int allWrong = 0;
        for (Change change : Change.values()) {
            int found = 0;
            int wrong = 0;
            for (Clip clip : corpus.originals()) {
                Path file = work.resolve(change + "-" + clip.name() + ".mp4");
                change.make(clip.file(), clip.seconds(), file);
                ClipFingerprint copy = fingerprint(file, new ArrayList<>());
                Optional<ClipMatch> match = index.find(copy);
                boolean right = match.isPresent() && of(match.get()).equals(clip);
                found += right ? 1 : 0;
                wrong += match.isPresent() && !right ? 1 : 0;
                if (!right) {
                    explain(change + " of " + clip.name(), match);
                }
                copies.add(copy);
                originals.add(clip);
            }
            say("%-64s %5d  %5d", change.title(), found, wrong);
            allFound += found;
            allWrong += wrong;
        }
        say("%-64s %5d  %5d", "all of " + copies.size(), allFound, allWrong);
        say("recall %.4f", (double) allFound / copies.size());
        say("fingerprint: %.0f us per frame", buildNanos / 1e3 / built);
    }

    private Clip of(ClipMatch match) {
        return stored.get((int) match.id());
    }

    private void explain(String what, Optional<ClipMatch> match) {
        System.err.println(
                match.map(m -> "%s was merged with %s: %s".formatted(what, of(m).name(), m))
                        .orElse(what + " was not found"));
    }

    /** Searches for each stored clip among all others; none is a copy of another. */
    private void findStrangers() {
        int wrong = 0;
        for (int i = 0; i < stored.size(); i++) {
            index.remove(i);
            Optional<ClipMatch> match = index.find(scanned.get(i));
            if (match.isPresent()) {
                wrong++;
                explain(stored.get(i).name(), match);
            }
            index.add(i, scanned.get(i));
        }
        say("false merges among %d unrelated clips: %d", stored.size(), wrong);
    }

    private void findAmong(int count) {
        long before = memory();
        List<List<FingerprintFrame>> used = new ArrayList<>();
        List<Integer> unused = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).name().startsWith("stranger")) {
                if (i % 2 == 0) {
                    used.add(glimpses.get(i));
                } else {
                    unused.add(i);
                }
            }
        }
        ManyClips many = new ManyClips(used);
        for (int i = 0; i < count; i++) {
            index.add(1_000_000L + i, many.clip(i).thinned());
        }
        say("%d clips of 20 samples: %d MB", count, (memory() - before) >> 20);
        int found = 0;
        double[] processor = new double[copies.size()];
        double[] wall = new double[copies.size()];
        for (int i = 0; i < copies.size(); i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            Optional<ClipMatch> match = index.find(copies.get(i));
            processor[i] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
            wall[i] = (System.nanoTime() - begin) / 1e6;
            boolean right =
                    match.isPresent()
                            && match.get().id() < stored.size()
                            && of(match.get()).equals(originals.get(i));
            found += right ? 1 : 0;
        }
        say("copies found among them: %d of %d", found, copies.size());
        print("a copy", processor, wall);
        findNew(unused, many, count);
    }

    /**
     * Searches for clips that have no stored copy.
     *
     * @param unused numbers of source clips that no stored clip was made from
     */
    private void findNew(List<Integer> unused, ManyClips many, int count) {
        List<ClipFingerprint> strangers = new ArrayList<>();
        for (int i : unused) {
            strangers.add(scanned.get(i));
            index.remove(i);
        }
        int wrong = 0;
        double[] processor = new double[strangers.size()];
        double[] wall = new double[strangers.size()];
        for (int i = 0; i < strangers.size(); i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            wrong += index.find(strangers.get(i)).isPresent() ? 1 : 0;
            processor[i] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
            wall[i] = (System.nanoTime() - begin) / 1e6;
        }
        say("false merges of %d others: %d", strangers.size(), wrong);
        print("a clip without copies", processor, wall);
        int made = 0;
        for (int i = 0; i < 300; i++) {
            made += index.find(many.clip(count + i)).isPresent() ? 1 : 0;
        }
        say("false merges of 300 more synthetic clips: %d", made);
    }

    private static void print(String what, double[] processor, double[] wall) {
        Arrays.sort(processor);
        Arrays.sort(wall);
        say(
                "search for %s: CPU median %.1f ms, p95 %.1f ms; wall median %.1f, p95 %.1f ms",
                what, at(processor, 0.5), at(processor, 0.95), at(wall, 0.5), at(wall, 0.95));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static long memory() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
