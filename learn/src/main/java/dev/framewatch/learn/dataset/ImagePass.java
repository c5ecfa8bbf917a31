package dev.framewatch.learn.dataset;

import dev.framewatch.model.ProgressListener;
import dev.framewatch.video.UnreadableImageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * What was seen in labelled pictures, each read once.
 *
 * @param images those that could be read, in their order
 * @param results one for each of them
 * @param unreadable names of the others, with the reason
 */
public record ImagePass<T>(List<LabelledImage> images, List<T> results, List<String> unreadable) {
    private static final String TASK = "Looking at labelled pictures";

    public ImagePass {
        images = List.copyOf(images);
        results = List.copyOf(results);
        unreadable = List.copyOf(unreadable);
    }

    /** What is seen in one picture. */
    @FunctionalInterface
    public interface ImageAnalysis<T> {
        /**
         * @throws UnreadableImageException with the reason; the others go on
         */
        T analyse(LabelledImage picture) throws UnreadableImageException;
    }

    /**
     * As {@link #run(List, ImageAnalysis, UnaryOperator, ProgressListener)}; all that was seen is
     * kept.
     */
    public static <T> ImagePass<T> run(
            List<LabelledImage> wanted, ImageAnalysis<T> look, ProgressListener progress)
            throws InterruptedException {
        return run(wanted, look, UnaryOperator.identity(), progress);
    }

    /**
     * Looks at every picture, a worker a core.
     *
     * @param look called from several threads
     * @param kept what is kept of that; called in the order of the pictures, by the calling thread
     * @param progress hears of every picture
     * @throws InterruptedException when the calling thread was
     */
    public static <T> ImagePass<T> run(
            List<LabelledImage> wanted,
            ImageAnalysis<T> look,
            UnaryOperator<T> kept,
            ProgressListener progress)
            throws InterruptedException {
        List<LabelledImage> pictures = new ArrayList<>();
        List<T> seen = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            Deque<Future<T>> looks = new ArrayDeque<>(); // which leaves nothing of what it gave
            wanted.forEach(picture -> looks.add(pool.submit(() -> look.analyse(picture))));
            try {
                for (int i = 0; i < wanted.size(); i++) {
                    progress.update(TASK, i, wanted.size());
                    try {
                        seen.add(kept.apply(looks.remove().get()));
                        pictures.add(wanted.get(i));
                    } catch (ExecutionException e) {
                        unreadable.add("%s: %s".formatted(wanted.get(i).name(), reason(e)));
                    }
                }
            } finally {
                pool.shutdownNow(); // after an interrupt or a failure the rest is not wanted
            }
        }
        progress.update(TASK, wanted.size(), wanted.size());
        return new ImagePass<>(pictures, seen, unreadable);
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
