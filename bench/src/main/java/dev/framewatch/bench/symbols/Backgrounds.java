package dev.framewatch.bench.symbols;

import dev.framewatch.learn.dataset.Fingerprint;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What symbols are set into. Real frames of one video are either all learned from or all tested
 * with, never both; without real frames, scenes are drawn.
 */
public final class Backgrounds {
    private static final double LEARNING_SHARE = 0.4;

    private final List<Path> learning;
    private final List<Path> testing;

    private Backgrounds(List<Path> learning, List<Path> testing) {
        this.learning = List.copyOf(learning);
        this.testing = List.copyOf(testing);
    }

    /** Scenes that are drawn, a new one for each frame. */
    public static Backgrounds drawn() {
        return new Backgrounds(List.of(), List.of());
    }

    /**
     * The pictures of a folder; four tenths of them, whole videos each, are for learning.
     *
     * @param folder of JPEG frames, named in their order within each video
     * @param seed of the choice
     */
    public static Backgrounds of(Path folder, long seed) throws IOException, UnreadablePicture {
        List<LabelledPicture> pictures = new ArrayList<>();
        List<Fingerprint> fingerprints = new ArrayList<>();
        for (Path file : frames(folder)) {
            pictures.add(new LabelledPicture(name(file), file, "", false, null));
            fingerprints.add(Fingerprint.of(PictureFile.read(file)));
        }
        List<String> groups = SourceGroups.of(pictures, fingerprints);
        Map<String, List<Path>> videos = new TreeMap<>();
        for (int i = 0; i < groups.size(); i++) {
            videos.computeIfAbsent(groups.get(i), _ -> new ArrayList<>())
                    .add(pictures.get(i).file());
        }
        List<List<Path>> shuffled = new ArrayList<>(videos.values());
        Collections.shuffle(shuffled, new Random(seed));
        List<Path> learning = new ArrayList<>();
        List<Path> testing = new ArrayList<>();
        for (List<Path> video : shuffled) {
            boolean enough = learning.size() >= LEARNING_SHARE * pictures.size();
            (enough ? testing : learning).addAll(video);
        }
        return new Backgrounds(learning, testing);
    }

    private static List<Path> frames(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(".jpg"))
                    .sorted(
                            Comparator.comparingLong(Backgrounds::number)
                                    .thenComparing(Backgrounds::name))
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static long number(Path file) {
        String digits = name(file).replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    /** How many pictures there are to learn from and to test with; 0 when they are drawn. */
    public List<Integer> sizes() {
        return List.of(learning.size(), testing.size());
    }

    /** A background of its own size, perhaps mirrored. */
    BufferedImage any(boolean forLearning, Random random) throws UnreadablePicture {
        List<Path> files = forLearning ? learning : testing;
        if (files.isEmpty()) {
            return DrawnScene.of(random.nextLong());
        }
        Path file = files.get(random.nextInt(files.size()));
        BufferedImage image = PictureFile.image(PictureFile.read(file));
        return random.nextBoolean() ? mirrored(image) : image;
    }

    private static BufferedImage mirrored(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage mirrored = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var g = mirrored.createGraphics();
        g.drawImage(image, width, 0, -width, height, null);
        g.dispose();
        return mirrored;
    }
}
