package dev.framewatch.learn.dense;

import dev.framewatch.learn.dataset.UnusableDataException;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Trains dense heads. Deterministic: the same rows, specification and seed give the same network on
 * one machine, regardless of the number of cores; processors of another type may add in another
 * order. Memory use is constant over the epochs: one batch of rows, and three to four values per
 * weight.
 */
public final class DenseTraining {
    /** Minimum number of images per class; fewer would only be memorised. */
    static final int MIN_PER_CLASS = 4;

    /** Maximum number of weights: 200 MB, and four times as much memory for training. */
    static final long MAX_WEIGHTS = 50_000_000;

    private final NetworkSpec spec;
    private final long seed;
    private final TrainingEpoch.Listener listener;

    /**
     * @param spec network specification
     * @param seed seed of the initial weights, the order of the rows, and the dropout
     * @param listener receives an event per epoch
     */
    public DenseTraining(NetworkSpec spec, long seed, TrainingEpoch.Listener listener) {
        this.spec = spec;
        this.seed = seed;
        this.listener = listener;
    }

    /**
     * Trains a network.
     *
     * @param learned training rows
     * @param checked validation rows, evaluated after each epoch for reporting, early stopping and
     *     the selection of the best epoch; if null, the training loss is used instead
     * @throws UnusableDataException if there are too few rows, or values that are not finite
     * @throws InvalidNetworkSpecException if the network would have too many weights
     * @throws IOException if libtorch is not available on this platform
     * @throws TrainingDivergedException if the loss is not finite, or keeps growing
     * @throws InterruptedException if the calling thread was interrupted; thrown within one batch
     */
    public DenseNetwork fit(LabelledRows learned, @Nullable LabelledRows checked)
            throws IOException, InterruptedException {
        checkEnough(learned);
        int inputs = learned.rows().getFirst().length;
        checkSize(inputs, learned.classCount());
        LibTorch.load();
        try (PointerScope _ = new PointerScope()) {
            TrainingLoop epochs = new TrainingLoop(spec, seed, inputs, learned, checked);
            return epochs.run(listener);
        }
    }

    private static void checkEnough(LabelledRows learned) throws UnusableDataException {
        int[] counts = learned.counts();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < MIN_PER_CLASS) {
                throw new UnusableDataException(
                        String.format(
                                Locale.ROOT,
                                "a dense head needs at least %d images of each class for training,"
                                        + " besides held-out images; of \"%s\" there are %d"
                                        + " among %d: label more images, or use the linear head",
                                MIN_PER_CLASS,
                                learned.names().get(i),
                                counts[i],
                                learned.size()));
            }
        }
    }

    private void checkSize(int inputs, int classes) throws InvalidNetworkSpecException {
        long weights = 0;
        long width = inputs;
        for (Layer layer : spec.layers()) {
            if (layer instanceof Layer.Dense dense) {
                weights += width * dense.units();
                width = dense.units();
            }
        }
        weights += width * classes;
        if (weights > MAX_WEIGHTS) {
            throw new InvalidNetworkSpecException(
                    String.format(
                            Locale.ROOT,
                            "the head would have %d million weights on %d features, the maximum"
                                    + " is %d million: give its first layers fewer units",
                            weights / 1_000_000,
                            inputs,
                            MAX_WEIGHTS / 1_000_000));
        }
    }
}
