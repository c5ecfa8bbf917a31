package dev.framewatch.learn.dense;

import dev.framewatch.learn.fit.HoldoutSplit;
import dev.framewatch.learn.fit.MulticlassLearner;
import dev.framewatch.learn.fit.TrainingExample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns one dense head for all classes, every picture weighing the same, as the tutorial does.
 *
 * <p>Early stopping and the best epoch go by a tenth of each class that is not learned from: whole
 * groups, by seed, without copies. Where the groups do not allow that, because a class comes from
 * one of them only, they go by the loss on what is learned from.
 */
public final class DenseLearner implements MulticlassLearner {
    private static final double VALIDATION_FRACTION = 0.1;

    private final NetworkSpec spec;
    private final long seed;
    private final DenseTraining training;

    public DenseLearner(NetworkSpec shape, long seed, TrainingEpoch.Listener listener) {
        this.spec = shape;
        this.seed = seed;
        this.training = new DenseTraining(shape, seed, listener);
    }

    /**
     * @throws IllegalArgumentException unless vectors of every class occur
     * @throws UncheckedIOException when the pictures, the shape or the platform do not allow it;
     *     see {@link DenseTraining#fit}
     * @throws CancellationException when the calling thread was interrupted
     * @throws TrainingDivergedException when training comes to nothing
     */
    @Override
    public List<DenseScorer> fit(List<TrainingExample> lessons, List<String> classes) {
        ExampleRows rows = new ExampleRows(lessons, classes);
        try {
            DenseNetwork network = network(rows, validationSplit(rows.examples(), classes.size()));
            return IntStream.range(0, classes.size())
                    .mapToObj(one -> new DenseScorer(network, one))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the dense head cannot be trained", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("training was interrupted");
        }
    }

    private DenseNetwork network(ExampleRows rows, @Nullable HoldoutSplit aside)
            throws IOException, InterruptedException {
        return aside == null
                ? training.fit(rows.trainingRows(IntStream.range(0, rows.examples().size())), null)
                : training.fit(
                        rows.trainingRows(IntStream.of(aside.training())),
                        rows.validationRows(IntStream.of(aside.validation())));
    }

    private @Nullable HoldoutSplit validationSplit(List<TrainingExample> lessons, int classCount) {
        if (!spec.watches()) {
            return null;
        }
        try {
            return HoldoutSplit.of(lessons, classCount, VALIDATION_FRACTION, seed);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
