package dev.framewatch.learn.dense;

import dev.framewatch.learn.dataset.UnusableDataException;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Trains dense heads. The same rows, shape and seed give the same network on one machine, however
 * many of its cores are free; processors of another make may add up in another order. Holds one
 * batch of rows, three to four numbers for each weight, and no more with every epoch.
 */
public final class DenseTraining {
    /** Fewer of a class would only be learned by heart. */
    static final int MIN_PER_CLASS = 4;

    /** A head of so many weights has 200 MB and takes four times as much memory to train. */
    static final long MAX_WEIGHTS = 50_000_000;

    private final NetworkSpec spec;
    private final long seed;
    private final TrainingEpoch.Listener listener;

    /**
     * @param seed of the first weights, the order of the rows and the dropout
     */
    public DenseTraining(NetworkSpec shape, long seed, TrainingEpoch.Listener listener) {
        this.spec = shape;
        this.seed = seed;
        this.listener = listener;
    }

    /**
     * Trains a network.
     *
     * @param learned the rows to learn from
     * @param checked rows that are only looked at after each epoch, to report on them, to stop
     *     early and to find the best epoch; null where there are none, and then the loss on the
     *     rows that are learned from decides
     * @throws UnusableDataException when there are too few rows, or numbers that are not finite
     * @throws InvalidNetworkSpecException when the network would have too many weights
     * @throws IOException when libtorch is missing on this platform
     * @throws TrainingDivergedException when the loss does not stay finite, or keeps growing
     * @throws InterruptedException when the calling thread was, at the latest after one batch
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
                                "a dense head needs at least %d pictures of each class to learn"
                                        + " from, besides those held back; of \"%s\" there are %d"
                                        + " among %d: label more pictures, or use the linear head",
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
                            "the head would have %d million weights on features of %d numbers, the"
                                    + " most is %d million: give its first layers fewer units",
                            weights / 1_000_000,
                            inputs,
                            MAX_WEIGHTS / 1_000_000));
        }
    }
}
