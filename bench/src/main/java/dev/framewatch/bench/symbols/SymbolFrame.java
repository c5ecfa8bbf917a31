package dev.framewatch.bench.symbols;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One frame of the benchmark.
 *
 * @param jpeg the frame as a compressed picture
 * @param symbol where the symbol is; null when the frame shows only look-alikes
 * @param others where the look-alikes are
 */
public record SymbolFrame(byte[] jpeg, @Nullable Quad symbol, List<Quad> others) {
    public SymbolFrame {
        others = List.copyOf(others);
    }

    public boolean positive() {
        return symbol != null;
    }
}
