package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.dense.Layer.Dense;
import dev.framewatch.learn.fit.Bag;
import dev.framewatch.learn.fit.Calibration;
import dev.framewatch.vision.OnnxModel;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class DenseLearnerTest {
    private static final Clouds CLOUDS = new Clouds(20, 2, 0.6, 1);

    private static HeadShape shape(OptionalInt patience) {
        return new HeadShape(
                List.of(new Dense(16, Activation.SIGMOID)),
                new Optimiser.Adam(0.02, 0.9, 0.999),
                30,
                16,
                patience,
                false);
    }

    private static DenseLearner learner() {
        return new DenseLearner(shape(OptionalInt.empty()), 1, Epoch.Listener.SILENT);
    }

    /** A bag for each row; with strangers, positive ones hold vectors of the other class too. */
    private static List<Bag> bags(int count, boolean strangers) {
        LabelledRows rows = CLOUDS.rows(count, 1);
        List<Bag> bags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<float[]> vectors = new ArrayList<>();
            vectors.add(rows.rows().get(i));
            boolean positive = rows.classes()[i] == 1;
            if (strangers && positive && i % 4 == 1) {
                vectors.add(rows.rows().get(i - 1));
            }
            bags.add(new Bag(vectors, positive, 1));
        }
        return bags;
    }

    private static double accuracy(DenseScorer scorer) {
        LabelledRows rows = CLOUDS.rows(400, 2);
        int right = 0;
        for (int i = 0; i < rows.size(); i++) {
            right += scorer.logit(rows.rows().get(i)) > 0 == (rows.classes()[i] == 1) ? 1 : 0;
        }
        return right / 400.0;
    }

    @Test
    void learnsFromPicturesThatAreDescribedAsAWhole() {
        assertThat(accuracy(learner().fit(bags(300, false)))).isGreaterThan(0.9);
    }

    @Test
    void findsTheTargetAmongSeveralFaces() {
        assertThat(accuracy(learner().fit(bags(300, true)))).isGreaterThan(0.9);
    }

    @Test
    void theHeadFileGivesTheCalibratedProbability() {
        DenseScorer scorer = learner().fit(bags(100, false));
        Calibration calibration = new Calibration(0.7, 0.3);

        try (OnnxModel head = OnnxModel.open("head", scorer.onnx(calibration))) {
            float[] row = CLOUDS.rows(1, 3).rows().getFirst();
            double score = head.rows(List.of(row))[0];
            assertThat(score).isCloseTo(calibration.probability(scorer.logit(row)), within(1e-5));
        }
    }

    @Test
    void everyTenthPictureIsSetAsideWhereTheLossOfOthersDecides() {
        List<Epoch> heard = new ArrayList<>();

        new DenseLearner(shape(OptionalInt.of(30)), 1, heard::add).fit(bags(100, false));
        learner().fit(bags(100, false));

        assertThat(heard).allSatisfy(epoch -> assertThat(epoch.checked()).isNotNull());
    }

    @Test
    void oneClassIsNothingToLearnFrom() {
        List<Bag> positives = bags(100, false).stream().filter(Bag::positive).toList();

        assertThatThrownBy(() -> learner().fit(positives))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> learner().fit(bags(3, false)))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage(
                        "a dense head needs at least 4 pictures of each class to learn from,"
                                + " besides those held back; class 1 of 2 has 2 of 3: label more"
                                + " pictures, or use the linear head");
    }

    @Test
    void anInterruptCancelsIt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> learner().fit(bags(100, false)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
