package dev.framewatch.learn.dense;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far training is after an epoch.
 *
 * @param number of the epoch, from 1
 * @param of how many there are at most
 * @param learned on the pictures that are learned from, while they were, so with dropout
 * @param checked on those held back, afterwards; null where none are
 */
public record TrainingEpoch(int number, int of, Measured learned, @Nullable Measured checked) {

    /**
     * What a network makes of some pictures.
     *
     * @param loss the mean cross-entropy, in nats
     * @param accuracy the share of pictures whose class is the likeliest, 0 to 1
     */
    public record Measured(double loss, double accuracy) {}

    /** Hears of each epoch, on the thread that trains. */
    @FunctionalInterface
    public interface Listener {
        /** Nobody is watching. */
        Listener SILENT = epoch -> {};

        void finished(TrainingEpoch epoch);
    }

    /** What early stopping and the choice of the best epoch go by. */
    double watched() {
        return checked == null ? learned.loss : checked.loss;
    }

    /** One line for people. */
    @Override
    public String toString() {
        String line =
                String.format(
                        Locale.ROOT,
                        "epoch %d of %d: loss %.4f, accuracy %.1f %%",
                        number,
                        of,
                        learned.loss,
                        100 * learned.accuracy);
        return checked == null
                ? line
                : line
                        + String.format(
                                Locale.ROOT,
                                "; held back: loss %.4f, accuracy %.1f %%",
                                checked.loss,
                                100 * checked.accuracy);
    }
}
