package dev.framewatch.learn.dense;

import dev.framewatch.learn.fit.Bag;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstance;
import dev.framewatch.learn.fit.Picks;
import dev.framewatch.learn.fit.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Learns a dense head of two classes, every picture weighing the same, as the tutorial does. Where
 * a positive picture holds several vectors, such as faces, the one that a linear head finds
 * likeliest is learned from.
 *
 * <p>Early stopping and the best epoch go by every tenth picture of each class, which is not
 * learned from. It may come from the same video as those that are, so its loss is a hint when to
 * stop and no measure of quality.
 */
public final class DenseLearner implements Learner {
    private static final double C = 10;
    private static final int EVERY = 10;

    private final HeadShape shape;
    private final DenseTraining training;

    public DenseLearner(HeadShape shape, long seed, Epoch.Listener listener) {
        this.shape = shape;
        this.training = new DenseTraining(shape, seed, listener);
    }

    /**
     * @throws IllegalArgumentException unless vectors of both classes occur
     * @throws UncheckedIOException when the pictures, the shape or the platform do not allow it;
     *     see {@link DenseTraining#fit}
     * @throws CancellationException when the calling thread was interrupted
     * @throws TrainingDiverged when training comes to nothing
     */
    @Override
    public DenseScorer fit(List<Bag> bags) {
        Part learned = new Part();
        Part checked = new Part();
        collect(bags, true, learned, checked);
        collect(bags, false, learned, checked);
        try {
            return new DenseScorer(
                    training.fit(learned.rows(), checked.isEmpty() ? null : checked.rows()), 1);
        } catch (IOException e) {
            throw new UncheckedIOException("the dense head cannot be trained", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("training was interrupted");
        }
    }

    private void collect(List<Bag> bags, boolean positive, Part learned, Part checked) {
        List<Bag> wanted =
                bags.stream().filter(bag -> bag.positive() == positive && !bag.isEmpty()).toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("both classes are needed");
        }
        boolean several = positive && wanted.stream().anyMatch(bag -> bag.vectors().size() > 1);
        Scorer linear = several ? new MultipleInstance(new LogisticRegression(C)).fit(bags) : null;
        for (int i = 0; i < wanted.size(); i++) {
            boolean aside = shape.watches() && i % EVERY == EVERY - 1;
            Bag bag = wanted.get(i);
            Part part = aside ? checked : learned;
            if (linear == null) {
                part.add(bag.vectors(), positive);
            } else {
                part.add(Picks.of(bag.vectors(), linear.best(bag)), positive);
            }
        }
    }

    /** Rows under way. */
    private static final class Part {
        private final Picks vectors = new Picks();
        private final List<Integer> classes = new ArrayList<>();

        void add(List<float[]> more, boolean positive) {
            for (int i = 0; i < more.size(); i++) {
                vectors.add(more, i);
                classes.add(positive ? 1 : 0);
            }
        }

        boolean isEmpty() {
            return vectors.isEmpty();
        }

        LabelledRows rows() {
            return new LabelledRows(
                    vectors, classes.stream().mapToInt(Integer::intValue).toArray(), 2);
        }
    }
}
