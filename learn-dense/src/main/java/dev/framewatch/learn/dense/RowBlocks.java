package dev.framewatch.learn.dense;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;

/**
 * Processes the rows of a matrix in parallel, in blocks of a fixed size. The block boundaries do
 * not depend on the number of cores and the blocks are independent, so the result is deterministic.
 */
record RowBlocks(int rows, int size) {

    /** Processes rows {@code from} to {@code from + count}; its tensors are freed afterwards. */
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
