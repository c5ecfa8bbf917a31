package dev.framewatch.learn.fit;

import dev.framewatch.error.UnavailableException;
import java.io.IOException;
import java.util.ServiceLoader;

/**
 * Creates learners of non-linear heads. They need libraries far larger than the rest of Framewatch,
 * so implementations come in a module of their own and are found by {@link ServiceLoader}:
 *
 * <pre>{@code
 * MulticlassLearner learner =
 *         MulticlassLearnerProvider.installed().learner("dense", 1, EpochListener.SILENT);
 * }</pre>
 */
public interface MulticlassLearnerProvider {
    /**
     * Creates a learner.
     *
     * @param head {@code dense} for the layers of the tutorial, or the path of a YAML file that
     *     describes the layers
     * @param seed of everything random; the same seed gives the same head
     * @param listener hears of each epoch
     * @throws IOException when the file cannot be read, or naming each line and field that is wrong
     */
    MulticlassLearner learner(String head, long seed, EpochListener listener) throws IOException;

    /**
     * Returns the provider on the class path.
     *
     * @throws UnavailableException when there is none
     */
    static MulticlassLearnerProvider installed() {
        return ServiceLoader.load(
                        MulticlassLearnerProvider.class,
                        MulticlassLearnerProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new UnavailableException(
                                "dense heads require libtorch, which is not installed; use a linear"
                                        + " head"));
    }

    /** Hears of the progress of a training, on the thread that trains. */
    @FunctionalInterface
    interface EpochListener {
        /** Ignores all epochs. */
        EpochListener SILENT = (_, _, _) -> {};

        /**
         * Called after each epoch.
         *
         * @param number of the epoch, from 1
         * @param limit the number of epochs at most
         * @param summary loss and accuracy, one line for people
         */
        void finished(int number, int limit, String summary);
    }
}
