package dev.framewatch.learn.features;

import dev.framewatch.file.NpyFile;
import dev.framewatch.geometry.Box;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Exports the features of images for use in notebooks: one row per face, or one row per image (one
 * per region for backbones with region features). Holds only a few images in memory, however many
 * are exported.
 */
public final class FeatureExport {
    private static final Task TASK = new Task("Extracting features", Unit.IMAGE);

    /** How many images per worker are processed ahead of the one being written. */
    private static final int AHEAD = 2;

    private final FeatureExtractor extractor;
    private final ProgressListener progress;

    /**
     * @param progress receives every image
     */
    public FeatureExport(FeatureExtractor extractor, ProgressListener progress) {
        this.extractor = extractor;
        this.progress = progress;
    }

    /** Receives the outcome of each image, in order. */
    public interface Listener {
        /**
         * Receives a row that was written.
         *
         * @param number the row number, from 0
         * @param box the face that the row describes; null if it describes the image
         */
        void row(long number, Path image, @Nullable Box box);

        /** Receives an image without rows, because no face was found in it. */
        void nothing(Path image);

        /** Receives an image without rows, because it cannot be read. */
        void unreadable(Path image, String reason);
    }

    /**
     * The shape of the exported array.
     *
     * @param rows at least 0
     * @param columns numbers per row; 0 without rows
     */
    public record Shape(long rows, int columns) {}

    /**
     * Writes the file atomically.
     *
     * @throws InterruptedException if the calling thread was interrupted
     */
    public Shape write(List<Path> images, Path file, Listener listener)
            throws IOException, InterruptedException {
        int workers = Runtime.getRuntime().availableProcessors();
        try (NpyFile table = new NpyFile(file);
                ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            try {
                Deque<Future<FrameFeatures>> looks = new ArrayDeque<>();
                Iterator<Path> next = images.iterator();
                for (int i = 0; i < images.size(); i++) {
                    while (next.hasNext() && looks.size() < AHEAD * workers) {
                        Path image = next.next();
                        looks.add(pool.submit(() -> extractor.extract(ImageFiles.read(image))));
                    }
                    progress.update(
                            TASK, i, images.size(), String.valueOf(images.get(i).getFileName()));
                    write(table, images.get(i), looks.remove(), listener);
                }
                progress.update(TASK, images.size(), images.size());
            } finally {
                pool.shutdownNow(); // after an interrupt or a failure the rest is not wanted
            }
            table.finish();
            return new Shape(table.rows(), table.columns());
        }
    }

    private static void write(
            NpyFile table, Path image, Future<FrameFeatures> look, Listener listener)
            throws IOException, InterruptedException {
        FrameFeatures seen;
        try {
            seen = look.get();
        } catch (ExecutionException e) {
            listener.unreadable(image, reason(e));
            return;
        }
        for (EmbeddedFace face : seen.faces()) {
            listener.row(table.rows(), image, face.face().box());
            table.append(face.embedding());
        }
        for (float[] region : seen.scene()) {
            listener.row(table.rows(), image, null);
            table.append(region);
        }
        if (seen.faces().isEmpty() && seen.scene().isEmpty()) {
            listener.nothing(image);
        }
    }

    private static String reason(ExecutionException failure) {
        return switch (failure.getCause()) {
            case UnreadableImageException e -> String.valueOf(e.getMessage());
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> throw new IllegalStateException(failure);
        };
    }
}
