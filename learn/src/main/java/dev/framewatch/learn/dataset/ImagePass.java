package dev.framewatch.learn.dataset;

import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
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
 * Results of one pass over labelled images, each read once.
 *
 * @param images the readable images, in the original order
 * @param results result for each of them
 * @param unreadable the other images, each with the reason
 */
public record ImagePass<T>(List<LabelledImage> images, List<T> results, List<String> unreadable) {
    private static final Task TASK = new Task("Reading labelled images", Unit.IMAGE);

    public ImagePass {
        images = List.copyOf(images);
        results = List.copyOf(results);
        unreadable = List.copyOf(unreadable);
    }

    /** Analyses one image. */
    @FunctionalInterface
    public interface ImageAnalysis<T> {
        /**
         * Returns the result for an image.
         *
         * @throws UnreadableImageException with the reason; the pass continues with the other
         *     images
         */
        T analyse(LabelledImage image) throws UnreadableImageException;
    }

    /** Analyses every image in parallel and retains the results unchanged. */
    public static <T> ImagePass<T> run(
            List<LabelledImage> images, ImageAnalysis<T> analysis, ProgressListener progress)
            throws InterruptedException {
        return run(images, analysis, UnaryOperator.identity(), progress);
    }

    /**
     * Analyses every image in parallel, with one worker per core.
     *
     * @param images the images to read
     * @param analysis called from several threads
     * @param retained maps a result to what is retained of it; called in image order, on the
     *     calling thread
     * @param progress receives an event per image
     * @throws InterruptedException if the calling thread was interrupted
     */
    public static <T> ImagePass<T> run(
            List<LabelledImage> images,
            ImageAnalysis<T> analysis,
            UnaryOperator<T> retained,
            ProgressListener progress)
            throws InterruptedException {
        List<LabelledImage> readable = new ArrayList<>();
        List<T> results = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            Deque<Future<T>> pending = new ArrayDeque<>(); // a removed entry frees its result
            images.forEach(image -> pending.add(pool.submit(() -> analysis.analyse(image))));
            try {
                for (int i = 0; i < images.size(); i++) {
                    progress.update(TASK, i, images.size(), images.get(i).name());
                    try {
                        results.add(retained.apply(pending.remove().get()));
                        readable.add(images.get(i));
                    } catch (ExecutionException e) {
                        unreadable.add("%s: %s".formatted(images.get(i).name(), reason(e)));
                    }
                }
            } finally {
                pool.shutdownNow(); // cancels the rest after an interrupt or a failure
            }
        }
        progress.update(TASK, images.size(), images.size());
        return new ImagePass<>(readable, results, unreadable);
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
