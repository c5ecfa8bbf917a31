package dev.framewatch.learn.dense;

import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.HoldoutSplit;
import dev.framewatch.learn.fit.MulticlassLearner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns one dense head for all classes, with equal weights for all images, as in the tutorial.
 *
 * <p>Early stopping and the selection of the best epoch use a validation set: a tenth of each
 * class, split by whole groups and by seed, without augmented images. If the groups do not allow
 * such a split, because all images of a class belong to one group, they use the training loss.
 */
public final class DenseLearner implements MulticlassLearner {
    private static final double VALIDATION_FRACTION = 0.1;

    private final NetworkSpec spec;
    private final long seed;
    private final DenseTraining training;

    public DenseLearner(NetworkSpec spec, long seed, TrainingEpoch.Listener listener) {
        this.spec = spec;
        this.seed = seed;
        this.training = new DenseTraining(spec, seed, listener);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException unless there are vectors of every class
     * @throws UncheckedIOException if the images, the network specification or the platform do not
     *     permit training; see {@link DenseTraining#fit}
     * @throws CancellationException if the calling thread was interrupted
     * @throws TrainingDivergedException if training diverges
     */
    @Override
    public List<DenseScorer> fit(List<Example> examples, List<String> classes) {
        ExampleRows rows = new ExampleRows(examples, classes);
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

    private DenseNetwork network(ExampleRows rows, @Nullable HoldoutSplit split)
            throws IOException, InterruptedException {
        return split == null
                ? training.fit(rows.trainingRows(IntStream.range(0, rows.examples().size())), null)
                : training.fit(
                        rows.trainingRows(IntStream.of(split.training())),
                        rows.validationRows(IntStream.of(split.validation())));
    }

    private @Nullable HoldoutSplit validationSplit(List<Example> examples, int classCount) {
        if (!spec.watches()) {
            return null;
        }
        try {
            return HoldoutSplit.of(examples, classCount, VALIDATION_FRACTION, seed);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
