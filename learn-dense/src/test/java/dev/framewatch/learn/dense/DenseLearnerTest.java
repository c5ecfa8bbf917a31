package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.dense.Layer.Dense;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.vision.OnnxModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class DenseLearnerTest {
    private static final Clouds CLOUDS = new Clouds(20, 2, 0.6, 1);
    private static final Clouds THREE = new Clouds(20, 3, 0.8, 1);
    private static final List<String> TWO = List.of("no", "yes");

    private static NetworkSpec shape(OptionalInt patience) {
        return new NetworkSpec(
                List.of(new Dense(16, Activation.SIGMOID)),
                new Optimizer.Adam(0.02, 0.9, 0.999),
                30,
                16,
                patience,
                false);
    }

    private static DenseLearner learner() {
        return new DenseLearner(shape(OptionalInt.empty()), 1, TrainingEpoch.Listener.SILENT);
    }

    private static DenseLearner stopping(List<TrainingEpoch> heard) {
        return new DenseLearner(shape(OptionalInt.of(30)), 1, heard::add);
    }

    private static DenseScorer fit(List<Example> examples) {
        return learner().fit(examples, TWO).get(1);
    }

    /**
     * A example for each row, a video each; with strangers, some of every class but the first hold
     * a vector of the first class too.
     */
    private static List<Example> examples(LabelledRows rows, boolean strangers) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<float[]> vectors = new ArrayList<>(List.of(rows.rows().get(i)));
            int shows = rows.classes()[i];
            if (strangers && shows > 0 && i % 4 == 1) {
                vectors.add(rows.rows().get(i - shows));
            }
            examples.add(new Example(vectors, List.of(), shows > 0, shows, "video " + i, 1));
        }
        return examples;
    }

    private static List<Example> examples(int count) {
        return examples(CLOUDS.rows(count, 1), false);
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
        assertThat(accuracy(fit(examples(300)))).isGreaterThan(0.9);
    }

    @Test
    void findsTheTargetAmongSeveralFaces() {
        assertThat(accuracy(fit(examples(CLOUDS.rows(300, 1), true)))).isGreaterThan(0.9);
    }

    @Test
    void oneNetworkTellsSeveralClassesApartAlsoAmongSeveralFaces() {
        List<DenseScorer> scorers =
                learner().fit(examples(THREE.rows(450, 1), true), List.of("none", "cat", "dog"));

        assertThat(scorers).extracting(DenseScorer::positive).containsExactly(0, 1, 2);
        assertThat(scorers)
                .allSatisfy(one -> assertThat(one.network()).isSameAs(scorers.get(0).network()));
        LabelledRows rows = THREE.rows(300, 2);
        int right = 0;
        for (int i = 0; i < rows.size(); i++) {
            right += scorers.get(rows.classes()[i]).logit(rows.rows().get(i)) > 0 ? 1 : 0;
        }
        assertThat(right).isGreaterThan(270);
    }

    @Test
    void theHeadFileGivesTheCalibratedProbability() {
        DenseScorer scorer = fit(examples(100));
        PlattScaling calibration = new PlattScaling(0.7, 0.3);

        try (OnnxModel head = OnnxModel.open("head", scorer.onnx(calibration))) {
            float[] row = CLOUDS.rows(1, 3).rows().getFirst();
            double score = head.predict(List.of(row))[0];
            assertThat(score).isCloseTo(calibration.probability(scorer.logit(row)), within(1e-5));
        }
    }

    @Test
    void someAreSetAsideWhereTheLossOfOthersDecides() {
        List<TrainingEpoch> heard = new ArrayList<>();

        stopping(heard).fit(examples(100), TWO);

        assertThat(heard).allSatisfy(epoch -> assertThat(epoch.checked()).isNotNull());
    }

    /**
     * Nothing can be learned here but which video a picture came from: five almost equal pictures
     * of each. Whoever watches others of the same videos believes that it goes well.
     */
    @Test
    void whatIsWatchedComesFromVideosThatAreNotLearnedFrom() {
        LabelledRows videos = new Clouds(200, 2, 0, 1).rows(40, 1);
        List<TrainingEpoch> byVideo = new ArrayList<>();
        List<TrainingEpoch> byPicture = new ArrayList<>();
        List<Example> grouped = new ArrayList<>();
        List<Example> single = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<float[]> vectors = List.of(videos.rows().get(i / 5));
            boolean positive = videos.classes()[i / 5] == 1;
            grouped.add(new Example(vectors, List.of(), positive, "video " + i / 5, 1));
            single.add(new Example(vectors, List.of(), positive, "picture " + i, 1));
        }

        stopping(byVideo).fit(grouped, TWO);
        stopping(byPicture).fit(single, TWO);

        assertThat(checked(byPicture).accuracy()).isGreaterThan(0.9);
        assertThat(checked(byVideo).accuracy()).isLessThan(0.8);
        assertThat(checked(byVideo).loss()).isGreaterThan(2 * checked(byPicture).loss());
    }

    private static TrainingEpoch.Measured checked(List<TrainingEpoch> heard) {
        return Objects.requireNonNull(heard.getLast().checked());
    }

    @Test
    void changedCopiesAreLearnedFromAndNotWatched() {
        List<TrainingEpoch> heard = new ArrayList<>();
        List<TrainingEpoch> without = new ArrayList<>();
        List<Example> copied =
                examples(100).stream()
                        .map(example ->
                                new Example(
                                        example.vectors(),
                                        Collections.nCopies(2, example.vectors()),
                                        example.positive(),
                                        example.group(),
                                        1))
                        .toList();

        stopping(heard).fit(copied, TWO);
        stopping(without).fit(examples(100), TWO);

        assertThat(heard.getFirst().learned().loss())
                .as("three times as many steps")
                .isLessThan(without.getFirst().learned().loss());
        double pictures = checked(heard).accuracy() * 10;
        assertThat(pictures).as("of ten pictures").isCloseTo(Math.rint(pictures), within(1e-9));
    }

    @Test
    void aClassOfOneVideoLeavesNothingToWatchAndIsLearnedAllTheSame() {
        List<TrainingEpoch> heard = new ArrayList<>();
        List<Example> examples =
                examples(100).stream()
                        .map(example ->
                                example.classIndex() == 0
                                        ? example
                                        : new Example(
                                                example.vectors(),
                                                List.of(),
                                                true,
                                                "the only video",
                                                1))
                        .toList();

        stopping(heard).fit(examples, TWO);

        assertThat(heard).isNotEmpty().allSatisfy(epoch -> assertThat(epoch.checked()).isNull());
    }

    @Test
    void oneClassIsNothingToLearnFrom() {
        List<Example> positives =
                examples(100).stream().filter(example -> example.classIndex() == 1).toList();

        assertThatThrownBy(() -> fit(positives))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"no\"");
        assertThatThrownBy(() -> fit(examples(3)))
                .isInstanceOf(UnusableDataException.class)
                .hasMessage(
                        "a dense head needs at least 4 images of each class for training,"
                                + " besides held-out images; of \"no\" there are 2 among 3: label"
                                + " more images, or use the linear head");
    }

    @Test
    void anInterruptCancelsIt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fit(examples(100))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
