package dev.framewatch.learn.dense;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Progress event after an epoch.
 *
 * @param number epoch number, from 1
 * @param of maximum number of epochs
 * @param learned metrics on the training set, accumulated during the epoch and thus with dropout
 * @param checked metrics on the validation set after the epoch; null without one
 */
public record TrainingEpoch(int number, int of, Measured learned, @Nullable Measured checked) {

    /**
     * Metrics on a set of images.
     *
     * @param loss mean cross-entropy, in nats
     * @param accuracy fraction of images whose class has the highest probability, 0 to 1
     */
    public record Measured(double loss, double accuracy) {}

    /** Receives an event per epoch, on the training thread. */
    @FunctionalInterface
    public interface Listener {
        /** Ignores all events. */
        Listener SILENT = epoch -> {};

        void finished(TrainingEpoch epoch);
    }

    /** Returns the loss used for early stopping and the selection of the best epoch. */
    double watched() {
        return checked == null ? learned.loss : checked.loss;
    }

    /** Returns a user-facing line. */
    @Override
    public String toString() {
        String line =
                String.format(
                        Locale.ROOT,
                        "epoch %d of %d: loss %.4f, accuracy %.1f%%",
                        number,
                        of,
                        learned.loss,
                        100 * learned.accuracy);
        return checked == null
                ? line
                : line
                        + String.format(
                                Locale.ROOT,
                                "; held out: loss %.4f, accuracy %.1f%%",
                                checked.loss,
                                100 * checked.accuracy);
    }
}
