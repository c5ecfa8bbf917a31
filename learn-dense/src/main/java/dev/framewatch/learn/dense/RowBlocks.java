package dev.framewatch.learn.dense;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;

/**
 * Rows of a matrix in blocks of a fixed size, worked on by all cores. Where the blocks begin does
 * not depend on how many cores there are, and none needs another's result, so neither does the
 * outcome.
 */
record RowBlocks(int rows, int size) {

    /**
     * What is done to rows {@code from} to {@code from + count}; its tensors are freed after it.
     */
    @FunctionalInterface
    interface Work {
        void on(int from, int count);
    }

    void each(Work work) {
        IntStream.range(0, (rows + size - 1) / size)
                .parallel()
                .forEach(block -> {
                    try (PointerScope _ = new PointerScope()) {
                        int from = block * size;
                        work.on(from, Math.min(size, rows - from));
                    }
                });
    }
}
