package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.dense.Layer.Dense;
import dev.framewatch.learn.dense.Layer.Dropout;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class DenseTrainingTest {
    private static final Optimizer ADAM = new Optimizer.Adam(0.01, 0.9, 0.999);
    private static final Clouds CLOUDS = new Clouds(20, 2, 0.5, 1);

    private static NetworkSpec shape(Optimizer optimizer, int epochs, Layer... layers) {
        return new NetworkSpec(List.of(layers), optimizer, epochs, 16, OptionalInt.empty(), false);
    }

    private static NetworkSpec small(int epochs) {
        return shape(
                ADAM,
                epochs,
                new Dense(32, Activation.SIGMOID),
                new Dropout(0.3),
                new Dense(16, Activation.TANH));
    }

    private static DenseTraining training(NetworkSpec shape, long seed) {
        return new DenseTraining(shape, seed, TrainingEpoch.Listener.SILENT);
    }

    private static double accuracy(DenseNetwork network, LabelledRows rows) {
        int right = 0;
        for (int i = 0; i < rows.size(); i++) {
            double[] p = network.probabilities(rows.rows().get(i));
            double highest = Arrays.stream(p).max().orElseThrow();
            right += p[rows.classes()[i]] == highest ? 1 : 0;
        }
        return (double) right / rows.size();
    }

    @Test
    void learnsWhatCanBeLearned() throws Exception {
        Clouds three = new Clouds(20, 3, 0.6, 3);

        DenseNetwork two = training(small(40), 1).fit(CLOUDS.rows(400, 1), null);
        DenseNetwork many = training(small(40), 1).fit(three.rows(600, 1), null);

        assertThat(accuracy(two, CLOUDS.rows(400, 2))).isGreaterThan(0.9);
        assertThat(accuracy(many, three.rows(600, 2))).isGreaterThan(0.9);
    }

    @Test
    void aReluNetworkLearnsByGradientDescentWithMomentum() throws Exception {
        NetworkSpec relu = shape(new Optimizer.Sgd(0.05, 0.9), 30, new Dense(32, Activation.RELU));

        DenseNetwork network = training(relu, 1).fit(CLOUDS.rows(400, 1), null);

        assertThat(accuracy(network, CLOUDS.rows(400, 2))).isGreaterThan(0.9);
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() throws Exception {
        LabelledRows rows = CLOUDS.rows(100, 1);

        byte[] once = training(small(3), 7).fit(rows, null).onnx(1, 1, 0);
        byte[] twice = training(small(3), 7).fit(rows, null).onnx(1, 1, 0);
        byte[] other = training(small(3), 8).fit(rows, null).onnx(1, 1, 0);

        assertThat(twice).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void howManyCoresThereAreMakesNoDifference() throws Exception {
        NetworkSpec wide = shape(ADAM, 3, new Dense(300, Activation.SIGMOID), new Dropout(0.3));
        LabelledRows rows = new Clouds(2000, 2, 0.5, 1).rows(64, 1);

        byte[] onMany;
        byte[] onOne;
        try (ForkJoinPool many = new ForkJoinPool(4);
                ForkJoinPool one = new ForkJoinPool(1)) {
            onMany = many.submit(() -> training(wide, 1).fit(rows, null).onnx(1, 1, 0)).get();
            onOne = one.submit(() -> training(wide, 1).fit(rows, null).onnx(1, 1, 0)).get();
        }

        assertThat(onMany).isEqualTo(onOne);
    }

    @Test
    void theListenerHearsOfEveryEpochAndTheLossFalls() throws Exception {
        List<TrainingEpoch> heard = new ArrayList<>();

        new DenseTraining(small(12), 1, heard::add).fit(CLOUDS.rows(300, 1), CLOUDS.rows(100, 2));

        assertThat(heard).hasSize(12);
        TrainingEpoch first = heard.getFirst();
        TrainingEpoch last = heard.getLast();
        assertThat(last.learned().loss()).isLessThan(first.learned().loss());
        assertThat(Objects.requireNonNull(last.checked()).accuracy()).isGreaterThan(0.85);
        assertThat(last).asString().startsWith("epoch 12 of 12: loss ").contains("held out: loss");
    }

    @Test
    void stopsWhenTheLossOfWhatIsHeldBackNoLongerFalls() throws Exception {
        NetworkSpec patient = stopping(OptionalInt.of(3), false);
        List<TrainingEpoch> heard = new ArrayList<>();

        new DenseTraining(patient, 1, heard::add).fit(noise(40, 1), noise(40, 2));

        int best = best(heard);
        assertThat(heard).hasSizeLessThan(patient.epochs()).hasSize(best + 3);
    }

    @Test
    void takesTheWeightsOfTheBestEpochWhereAsked() throws Exception {
        List<TrainingEpoch> heard = new ArrayList<>();
        LabelledRows checked = noise(40, 2);

        DenseNetwork network =
                new DenseTraining(stopping(OptionalInt.empty(), true), 1, heard::add)
                        .fit(noise(40, 1), checked);

        double loss = 0;
        for (int i = 0; i < checked.size(); i++) {
            double[] p = network.probabilities(checked.rows().get(i));
            loss -= Math.log(p[checked.classes()[i]]) / checked.size();
        }
        TrainingEpoch best = heard.get(best(heard) - 1);
        assertThat(best.number()).isLessThan(heard.size());
        assertThat(loss).isCloseTo(best.watched(), within(1e-5));
        assertThat(loss).isLessThan(heard.getLast().watched() - 1e-3);
    }

    private static NetworkSpec stopping(OptionalInt patience, boolean bestEpoch) {
        return new NetworkSpec(
                List.of(new Dense(64, Activation.TANH)), ADAM, 60, 16, patience, bestEpoch);
    }

    /** Returns noise independent of the class, which can only be memorised. */
    private static LabelledRows noise(int count, long seed) {
        return new Clouds(20, 2, 0, 1).rows(count, seed);
    }

    private static int best(List<TrainingEpoch> epochs) {
        int best = 0;
        for (int i = 0; i < epochs.size(); i++) {
            best = epochs.get(i).watched() < epochs.get(best).watched() ? i : best;
        }
        return best + 1;
    }

    @Test
    void aLearningRateThatIsTooHighIsSaidPlainly() {
        NetworkSpec wild =
                shape(
                        new Optimizer.Sgd(10, 0.9),
                        50,
                        new Dense(64, Activation.LINEAR),
                        new Dense(64, Activation.LINEAR));

        assertThatThrownBy(() -> training(wild, 1).fit(noise(100, 1), null))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("training diverged in epoch ")
                .hasMessageContaining("The learning rate is 10.0: try a tenth of it");
    }

    @Test
    void aLossThatStaysFarWorseThanGuessingIsSaidPlainly() {
        NetworkSpec wild = shape(new Optimizer.Adam(10, 0, 0), 500);

        assertThatThrownBy(() -> training(wild, 1).fit(scaled(noise(40, 1), 40), null))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("much worse than guessing, and does not decrease");
    }

    private static LabelledRows scaled(LabelledRows rows, float factor) {
        for (float[] row : rows.rows()) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        return rows;
    }

    @Test
    void aNumberThatIsNotFiniteIsBlamedOnItsPicture() {
        LabelledRows rows = CLOUDS.rows(40, 1);
        rows.rows().get(6)[3] = Float.NaN;

        assertThatThrownBy(() -> training(small(3), 1).fit(rows, null))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("image 7 of the training set is NaN");
        assertThatThrownBy(() -> training(small(3), 1).fit(CLOUDS.rows(40, 2), rows))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("image 7 of the validation set is NaN");
    }

    @Test
    void tooFewPicturesAreNothingToLearnFrom() {
        LabelledRows three = CLOUDS.rows(3, 1);
        LabelledRows oneClass = new LabelledRows(CLOUDS.rows(10, 1).rows(), new int[10], 2);

        assertThatThrownBy(() -> training(small(3), 1).fit(three, null))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("at least 4 images of each class");
        assertThatThrownBy(() -> training(small(3), 1).fit(oneClass, null))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("of \"1\" there are 0 among 10");
    }

    @Test
    void aHeadThatNoMachineCouldHoldIsRefused() {
        NetworkSpec huge = shape(ADAM, 1, new Dense(16_384, Activation.RELU));
        LabelledRows rows = new Clouds(25_088, 2, 1, 1).rows(8, 1);

        assertThatThrownBy(() -> training(huge, 1).fit(rows, null))
                .isInstanceOf(InvalidNetworkSpecException.class)
                .hasMessageContaining("411 million weights on 25088 features");
    }

    @Test
    void anInterruptEndsItBeforeTheNextBatch() {
        List<TrainingEpoch> heard = new ArrayList<>();
        TrainingEpoch.Listener interrupting =
                epoch -> {
                    heard.add(epoch);
                    Thread.currentThread().interrupt();
                };

        assertThatThrownBy(() ->
                        new DenseTraining(small(100), 1, interrupting)
                                .fit(CLOUDS.rows(100, 1), null))
                .isInstanceOf(InterruptedException.class);
        assertThat(heard).hasSize(1);
    }

    @Test
    void rowsAreReadABatchAtATime() throws Exception {
        LabelledRows rows = CLOUDS.rows(160, 1);
        List<Integer> asked = new ArrayList<>();
        List<float[]> lazy =
                new AbstractList<>() {
                    @Override
                    public float[] get(int index) {
                        asked.add(index);
                        return rows.rows().get(index);
                    }

                    @Override
                    public int size() {
                        return rows.size();
                    }
                };

        training(small(2), 1).fit(new LabelledRows(lazy, rows.classes(), 2), null);

        Set<Integer> everyRow = new TreeSet<>(asked);
        assertThat(everyRow).hasSize(160);
        assertThat(asked).hasSize(1 + 2 * 160); // the first tells the length
    }

    @Test
    void manyEpochsTakeNoMoreMemoryThanFew() throws Exception {
        NetworkSpec wide = shape(ADAM, 400, new Dense(256, Activation.SIGMOID), new Dropout(0.5));
        List<Long> resident = new ArrayList<>();

        new DenseTraining(wide, 1, _ -> resident.add(Pointer.physicalBytes()))
                .fit(new Clouds(1000, 2, 0.5, 1).rows(64, 1), null);

        long grown = resident.getLast() - resident.get(100);
        assertThat(grown).as("bytes grown over 300 epochs").isLessThan(32L << 20);
    }
}
