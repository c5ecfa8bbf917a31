package dev.framewatch.bench.clips;

import dev.framewatch.bench.frames.SourceVideos;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The clips of the benchmark. Every real frame occurs in one clip only, so unrelated clips share no
 * content.
 *
 * @param originals clips to make edited copies of
 * @param strangers unrelated clips
 * @param traps clips that look alike but are unrelated, by description
 */
record Corpus(List<Clip> originals, List<Clip> strangers, List<Clip> traps) {
    static final int ORIGINALS = 30;
    static final int STRANGERS = 300;
    private static final int INTROS = 20;
    private static final int CARDS = 20;
    private static final int DARK = 10;

    /** A clip on disk. */
    record Clip(String name, Path file, double seconds) {}

    /**
     * Generates the missing clips.
     *
     * @param data folder of the tutorial's data
     * @param work folder that stores the clips
     */
    static Corpus make(Path data, Path work)
            throws IOException, InterruptedException, UnreadableImageException {
        return new Maker(data, work, new Random(7)).make();
    }

    private static final class Maker {
        private final Path data;
        private final Path work;
        private final Random random;
        private final List<List<Path>> sources;

        Maker(Path data, Path work, Random random) throws IOException, UnreadableImageException {
            this.data = data;
            this.work = work;
            this.random = random;
            this.sources = SourceVideos.shuffled(data.resolve("images"), random);
        }

        Corpus make() throws IOException, InterruptedException, UnreadableImageException {
            Files.createDirectories(work);
            List<Clip> originals = new ArrayList<>();
            originals.add(cut("original-trump", "Trump.mp4", 0, 9));
            originals.add(cut("original-biden-0", "Biden.mp4", 0, 12));
            originals.add(cut("original-biden-24", "Biden.mp4", 24, 14));
            for (int i = originals.size(); i < ORIGINALS; i++) {
                double seconds = random.nextDouble(6, 18);
                originals.add(film("original-" + i, take(1 + i % 5), seconds));
            }
            List<Clip> traps = new ArrayList<>();
            traps.add(cut("studio-trump", "Trump.mp4", 9.2, 8));
            for (int from = 12; from < 56; from += from == 18 ? 20 : 6) {
                traps.add(cut("studio-biden-" + from, "Biden.mp4", from, 6));
            }
            intros(traps);
            cards(traps);
            List<Clip> strangers = new ArrayList<>();
            for (int i = 0; i < STRANGERS; i++) {
                int spare = sources.stream().mapToInt(List::size).sum() - (STRANGERS - i);
                int wanted = spare > 0 && random.nextInt(3) == 0 ? 2 : 1;
                strangers.add(film("stranger-" + i, take(wanted), random.nextDouble(5, 16)));
            }
            return new Corpus(originals, strangers, traps);
        }

        private void intros(List<Clip> traps) throws IOException, UnreadableImageException {
            List<Shot> intro = SyntheticClips.shots(take(2), 3.5, new Random(99));
            for (int i = 0; i < INTROS; i++) {
                List<Shot> shots = new ArrayList<>(intro);
                double seconds = random.nextDouble(4, 9);
                shots.addAll(SyntheticClips.shots(take(2), seconds, random));
                Path file = work.resolve("intro-" + i + ".mp4");
                SyntheticClips.write(file, shots);
                traps.add(new Clip("intro-" + i, file, 3.5 + seconds));
            }
        }

        private void cards(List<Clip> traps) throws IOException {
            for (int i = 0; i < CARDS; i++) {
                Path file = work.resolve("card-" + i + ".mp4");
                List<String> lines =
                        List.of(
                                "Candidate " + (char) ('A' + i) + " wins district " + (31 + 7 * i),
                                "with " + (50 + i) + "." + i % 10 + " % of votes",
                                "More at " + (6 + i % 5) + " o'clock");
                double seconds = 6 + i % 3;
                SyntheticClips.card(file, seconds, new Color(20, 30, 80), lines);
                traps.add(new Clip("card-" + i, file, seconds));
            }
            for (int i = 0; i < DARK; i++) {
                Path file = work.resolve("dark-" + i + ".mp4");
                SyntheticClips.darkness(file, 8, i);
                traps.add(new Clip("dark-" + i, file, 8));
            }
        }

        private Clip cut(String name, String video, double from, double seconds)
                throws IOException, InterruptedException {
            Path file = work.resolve(name + ".mp4");
            Ffmpeg.make(
                    file,
                    data.resolve(video),
                    List.of("-ss", String.valueOf(from), "-t", String.valueOf(seconds)),
                    List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "20"));
            return new Clip(name, file, seconds);
        }

        private Clip film(String name, List<RgbImage> stills, double seconds) throws IOException {
            Path file = work.resolve(name + ".mp4");
            SyntheticClips.write(file, SyntheticClips.shots(stills, seconds, random));
            return new Clip(name, file, seconds);
        }

        /** Takes frames that no other clip uses, from one video if it has enough of them. */
        private List<RgbImage> take(int count) throws UnreadableImageException {
            List<RgbImage> taken = new ArrayList<>();
            while (taken.size() < count) {
                List<Path> source = sources.getLast();
                taken.add(ImageFiles.read(source.removeLast()));
                if (source.isEmpty()) {
                    sources.removeLast();
                }
            }
            return taken;
        }
    }
}
