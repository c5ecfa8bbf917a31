package dev.framewatch.video;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The decoder processes for images that are read one by one, at most one per core. They start when
 * they are needed, end when they have been idle for a while, and never outlive this process.
 */
final class StillDecoders {
    /** Those of this process. */
    static final StillDecoders SHARED = new StillDecoders(VideoDecoder::new);

    private static final int IDLE_SECONDS = 120;

    private final Supplier<VideoDecoder> start;
    private final Semaphore unused = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final Deque<Idle> idle = new ArrayDeque<>();

    /** A decoder that waits for an image; each wait is an object of its own. */
    private static final class Idle {
        private final VideoDecoder decoder;

        Idle(VideoDecoder decoder) {
            this.decoder = decoder;
        }
    }

    StillDecoders(Supplier<VideoDecoder> start) {
        this.start = start;
    }

    /** Reads an image with one of the decoders. */
    @FunctionalInterface
    interface Read {
        StillImage with(VideoDecoder decoder) throws UnreadableVideoException;
    }

    /**
     * Reads an image, waiting for a decoder if all are in use.
     *
     * @throws UnreadableImageException if it is damaged, exceeds a limit, or the decoder process
     *     died; the next image gets a new one
     */
    StillImage read(Read read) throws UnreadableImageException {
        unused.acquireUninterruptibly();
        try {
            VideoDecoder decoder = take();
            try {
                return read.with(decoder);
            } finally {
                putBack(decoder);
            }
        } catch (UnreadableVideoException e) {
            throw new UnreadableImageException(String.valueOf(e.getMessage()));
        } finally {
            unused.release();
        }
    }

    private VideoDecoder take() {
        synchronized (idle) {
            Idle last = idle.pollLast();
            if (last != null) {
                return last.decoder;
            }
        }
        return start.get();
    }

    private void putBack(VideoDecoder decoder) {
        Idle waiting = new Idle(decoder);
        synchronized (idle) {
            idle.addLast(waiting);
        }
        CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS)
                .execute(() -> endIfStill(waiting));
    }

    private void endIfStill(Idle waiting) {
        synchronized (idle) {
            if (!idle.remove(waiting)) {
                return;
            }
        }
        waiting.decoder.close();
    }
}
