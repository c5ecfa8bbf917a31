package dev.framewatch.bench.symbols;

import dev.framewatch.bench.frames.SourceVideos;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Backgrounds for symbols. Real frames of one video are used either for training or for testing;
 * without real frames, scenes are drawn.
 */
public final class Backgrounds {
    private static final double LEARNING_SHARE = 0.4;

    private final List<Path> learning;
    private final List<Path> testing;

    private Backgrounds(List<Path> learning, List<Path> testing) {
        this.learning = List.copyOf(learning);
        this.testing = List.copyOf(testing);
    }

    /** Returns drawn scenes, a new one for each frame. */
    public static Backgrounds drawn() {
        return new Backgrounds(List.of(), List.of());
    }

    /**
     * Returns the images of a folder; 40% of them, as whole videos, are for training.
     *
     * @param folder folder of JPEG frames, named in their order within each video
     * @param seed random seed of the split
     */
    public static Backgrounds of(Path folder, long seed)
            throws IOException, UnreadableImageException {
        List<List<Path>> videos = SourceVideos.shuffled(folder, new Random(seed));
        int pictures = videos.stream().mapToInt(List::size).sum();
        List<Path> learning = new ArrayList<>();
        List<Path> testing = new ArrayList<>();
        for (List<Path> video : videos) {
            boolean enough = learning.size() >= LEARNING_SHARE * pictures;
            (enough ? testing : learning).addAll(video);
        }
        return new Backgrounds(learning, testing);
    }

    /** Returns the numbers of images for training and for testing; 0 if they are drawn. */
    public List<Integer> sizes() {
        return List.of(learning.size(), testing.size());
    }

    /** Returns a background in its original size, possibly mirrored. */
    BufferedImage any(boolean forLearning, Random random) throws UnreadableImageException {
        List<Path> files = forLearning ? learning : testing;
        if (files.isEmpty()) {
            return DrawnScene.of(random.nextLong());
        }
        Path file = files.get(random.nextInt(files.size()));
        BufferedImage image = ImageFiles.toBufferedImage(ImageFiles.read(file));
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
