package dev.framewatch.desk.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs stages at the same time, so that a post is judged and reported while others are still being
 * fetched. The first stage runs once; each other stage runs again after every change, and once more
 * when the stage before it has ended.
 */
final class StagePipeline {
    private final Set<Integer> ended = new HashSet<>();
    private long changes;

    /** Work of a stage, until nothing is due. */
    @FunctionalInterface
    interface Stage {
        /** Returns whether everything succeeded. */
        boolean run() throws InterruptedException;
    }

    /** Reports new work. */
    synchronized void wake() {
        changes++;
        notifyAll();
    }

    /**
     * Runs the stages until all have ended.
     *
     * @return whether everything succeeded
     * @throws InterruptedException if interrupted; the stages are interrupted too
     */
    boolean run(List<Stage> stages) throws InterruptedException {
        ended.clear();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("watch-stage-", 0).factory())) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < stages.size(); i++) {
                int index = i;
                results.add(threads.submit(() -> run(index, stages.get(index))));
            }
            try {
                boolean succeeded = true;
                for (Future<Boolean> result : results) {
                    succeeded &= result.get();
                }
                return succeeded;
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static IllegalStateException failure(@Nullable Throwable cause)
            throws InterruptedException {
        return switch (cause) {
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(cause);
        };
    }

    private boolean run(int index, Stage stage) throws InterruptedException {
        try {
            boolean succeeded = true;
            boolean last = false;
            while (!last) {
                long seen;
                synchronized (this) {
                    seen = changes;
                    last = index == 0 || ended.contains(index - 1);
                }
                succeeded &= stage.run();
                if (!last) {
                    awaitChangeSince(seen);
                }
            }
            return succeeded;
        } finally {
            end(index);
        }
    }

    private synchronized void awaitChangeSince(long seen) throws InterruptedException {
        while (changes == seen) {
            wait();
        }
    }

    private synchronized void end(int index) {
        ended.add(index);
        wake();
    }
}
