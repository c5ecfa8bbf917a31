package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.dense.Layer.Dense;
import dev.framewatch.learn.fit.Bag;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.learn.fit.TrainingExample;
import dev.framewatch.vision.OnnxModel;
import java.util.ArrayList;
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

    private static DenseScorer fit(List<TrainingExample> lessons) {
        return learner().fit(lessons, TWO).get(1);
    }

    /**
     * A lesson for each row, a video each; with strangers, some of every class but the first hold a
     * vector of the first class too.
     */
    private static List<TrainingExample> lessons(LabelledRows rows, boolean strangers) {
        List<TrainingExample> lessons = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<float[]> vectors = new ArrayList<>(List.of(rows.rows().get(i)));
            int shows = rows.classes()[i];
            if (strangers && shows > 0 && i % 4 == 1) {
                vectors.add(rows.rows().get(i - shows));
            }
            lessons.add(
                    new TrainingExample(
                            Example.of(new Bag(vectors, shows > 0, 1)), shows, "video " + i));
        }
        return lessons;
    }

    private static List<TrainingExample> lessons(int count) {
        return lessons(CLOUDS.rows(count, 1), false);
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
        assertThat(accuracy(fit(lessons(300)))).isGreaterThan(0.9);
    }

    @Test
    void findsTheTargetAmongSeveralFaces() {
        assertThat(accuracy(fit(lessons(CLOUDS.rows(300, 1), true)))).isGreaterThan(0.9);
    }

    @Test
    void oneNetworkTellsSeveralClassesApartAlsoAmongSeveralFaces() {
        List<DenseScorer> scorers =
                learner().fit(lessons(THREE.rows(450, 1), true), List.of("none", "cat", "dog"));

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
        DenseScorer scorer = fit(lessons(100));
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

        stopping(heard).fit(lessons(100), TWO);

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
        List<TrainingExample> grouped = new ArrayList<>();
        List<TrainingExample> single = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Bag bag = new Bag(List.of(videos.rows().get(i / 5)), videos.classes()[i / 5] == 1, 1);
            grouped.add(
                    new TrainingExample(
                            Example.of(bag), videos.classes()[i / 5], "video " + i / 5));
            single.add(
                    new TrainingExample(Example.of(bag), videos.classes()[i / 5], "picture " + i));
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
        List<TrainingExample> copied =
                lessons(100).stream()
                        .map(lesson -> {
                            Bag bag = lesson.example().bag();
                            Bag wrong = new Bag(bag.vectors(), bag.positive(), 1);
                            return new TrainingExample(
                                    new Example(bag, List.of(wrong, wrong)),
                                    lesson.classIndex(),
                                    lesson.group());
                        })
                        .toList();

        stopping(heard).fit(copied, TWO);
        stopping(without).fit(lessons(100), TWO);

        assertThat(heard.getFirst().learned().loss())
                .as("three times as many steps")
                .isLessThan(without.getFirst().learned().loss());
        double pictures = checked(heard).accuracy() * 10;
        assertThat(pictures).as("of ten pictures").isCloseTo(Math.rint(pictures), within(1e-9));
    }

    @Test
    void aClassOfOneVideoLeavesNothingToWatchAndIsLearnedAllTheSame() {
        List<TrainingEpoch> heard = new ArrayList<>();
        List<TrainingExample> lessons =
                lessons(100).stream()
                        .map(lesson ->
                                lesson.classIndex() == 0
                                        ? lesson
                                        : new TrainingExample(
                                                lesson.example(), 1, "the only video"))
                        .toList();

        stopping(heard).fit(lessons, TWO);

        assertThat(heard).isNotEmpty().allSatisfy(epoch -> assertThat(epoch.checked()).isNull());
    }

    @Test
    void oneClassIsNothingToLearnFrom() {
        List<TrainingExample> positives =
                lessons(100).stream().filter(lesson -> lesson.classIndex() == 1).toList();

        assertThatThrownBy(() -> fit(positives))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"no\"");
        assertThatThrownBy(() -> fit(lessons(3)))
                .isInstanceOf(UnusableDataException.class)
                .hasMessage(
                        "a dense head needs at least 4 images of each class for training,"
                                + " besides held-out images; of \"no\" there are 2 among 3: label"
                                + " more images, or use the linear head");
    }

    @Test
    void anInterruptCancelsIt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fit(lessons(100))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
