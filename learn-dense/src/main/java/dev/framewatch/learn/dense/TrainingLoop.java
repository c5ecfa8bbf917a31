package dev.framewatch.learn.dense;

import dev.framewatch.learn.dataset.UnusableDataException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The training loop of a single run, over epochs and batches. */
final class TrainingLoop {
    /** Ratio to the loss of guessing above which a loss counts as diverged. */
    private static final double DIVERGENCE_RATIO = 20;

    private static final int DIVERGENCE_PATIENCE_EPOCHS = 5;

    private final NetworkSpec spec;
    private final int inputs;
    private final LabelledRows training;
    private final @Nullable LabelledRows validation;
    private final TorchNetwork network;
    private final Random random;
    private final Tensor batch;
    private final FloatPointer batchValues;

    TrainingLoop(
            NetworkSpec spec,
            long seed,
            int inputs,
            LabelledRows learned,
            @Nullable LabelledRows checked) {
        this.spec = spec;
        this.inputs = inputs;
        this.training = learned;
        this.validation = checked;
        this.network = new TorchNetwork(spec, inputs, learned.classCount(), seed);
        this.random = new Random(seed);
        this.batch = torch.empty(spec.batch(), inputs);
        this.batchValues = batch.data_ptr_float();
    }

    DenseNetwork run(TrainingEpoch.Listener listener)
            throws UnusableDataException, InterruptedException {
        LowestLoss watched = new LowestLoss();
        LowestLoss learning = new LowestLoss();
        for (int number = 1; number <= spec.epochs(); number++) {
            TrainingEpoch.Measured loss = learn(number);
            TrainingEpoch epoch =
                    new TrainingEpoch(
                            number,
                            spec.epochs(),
                            loss,
                            validation == null ? null : check(validation));
            listener.finished(epoch);
            if (watched.add(epoch.watched())) {
                network.save();
            }
            learning.add(loss.loss());
            if (learning.epochsSince() >= DIVERGENCE_PATIENCE_EPOCHS && isDiverging(loss.loss())) {
                throw diverged(
                        number,
                        String.format(
                                Locale.ROOT,
                                "the loss is %.3g, much worse than guessing, and does not decrease",
                                loss.loss()));
            }
            if (spec.patience().isPresent()
                    && watched.epochsSince() >= spec.patience().getAsInt()) {
                break;
            }
        }
        network.restore();
        return network.trained();
    }

    private boolean isDiverging(double loss) {
        return loss > DIVERGENCE_RATIO * Math.log(training.classCount());
    }

    /** Tracks the lowest loss. */
    private static final class LowestLoss {
        private double lowest = Double.POSITIVE_INFINITY;
        private int epochsSince;

        /** Adds the loss of an epoch; returns whether it is the lowest so far. */
        boolean add(double loss) {
            boolean lower = loss < lowest;
            lowest = lower ? loss : lowest;
            epochsSince = lower ? 0 : epochsSince + 1;
            return lower;
        }

        /** Returns the number of epochs since the lowest loss. */
        int epochsSince() {
            return epochsSince;
        }
    }

    private TrainingEpoch.Measured learn(int number)
            throws UnusableDataException, InterruptedException {
        CrossEntropy loss = new CrossEntropy();
        int[] order = shuffled(training.size());
        for (int from = 0; from < order.length; from += spec.batch()) {
            stopIfInterrupted();
            int[] which =
                    Arrays.copyOfRange(order, from, Math.min(order.length, from + spec.batch()));
            try (PointerScope _ = new PointerScope()) {
                network.train(batchOf(training, which), classes(training, which), loss);
            }
            if (!Double.isFinite(loss.mean().loss())) {
                checkFinite(training, which, "training");
                throw diverged(number, "the loss is no longer finite");
            }
        }
        return loss.mean();
    }

    private TrainingEpoch.Measured check(LabelledRows rows)
            throws UnusableDataException, InterruptedException {
        CrossEntropy loss = new CrossEntropy();
        for (int from = 0; from < rows.size(); from += spec.batch()) {
            stopIfInterrupted();
            int[] which =
                    IntStream.range(from, Math.min(rows.size(), from + spec.batch())).toArray();
            try (PointerScope _ = new PointerScope()) {
                network.evaluate(batchOf(rows, which), classes(rows, which), loss);
            }
            if (!Double.isFinite(loss.mean().loss())) {
                checkFinite(rows, which, "validation");
            }
        }
        return loss.mean();
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("training was interrupted");
        }
    }

    private int[] shuffled(int count) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[other];
            order[other] = held;
        }
        return order;
    }

    /** Copies some rows into the batch buffer and returns them as a matrix. */
    private Tensor batchOf(LabelledRows rows, int[] which) throws UnusableDataException {
        for (int i = 0; i < which.length; i++) {
            float[] row = rows.rows().get(which[i]);
            if (row.length != inputs) {
                throw new UnusableDataException(
                        "image %d has %d features, the first has %d"
                                .formatted(which[i] + 1, row.length, inputs));
            }
            batchValues.position((long) i * inputs).put(row);
        }
        return batch.narrow(0, 0, which.length);
    }

    private static int[] classes(LabelledRows rows, int[] which) {
        return Arrays.stream(which).map(i -> rows.classes()[i]).toArray();
    }

    private static void checkFinite(LabelledRows rows, int[] which, String whose)
            throws UnusableDataException {
        for (int i : which) {
            for (float number : rows.rows().get(i)) {
                if (!Float.isFinite(number)) {
                    throw new UnusableDataException(
                            ("a feature of image %d of the %s set is %s;"
                                            + " the backbone cannot handle this image:"
                                            + " remove it")
                                    .formatted(i + 1, whose, number));
                }
            }
        }
    }

    private TrainingDivergedException diverged(int number, String what) {
        return new TrainingDivergedException(
                "training diverged in epoch %d: %s. The learning rate is %s: try a tenth of it"
                        .formatted(number, what, spec.optimiser().learningRate()));
    }
}
