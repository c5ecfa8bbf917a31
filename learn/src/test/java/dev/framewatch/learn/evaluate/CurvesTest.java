package dev.framewatch.learn.evaluate;

import static dev.framewatch.learn.evaluate.ScoredImageFixtures.negative;
import static dev.framewatch.learn.evaluate.ScoredImageFixtures.positive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurvesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theAreaBelowTheRocPolygonIsTheAucOfTheRanking(long seed) {
        List<ScoredImage> images = ScoredImageFixtures.overlapping(400, seed);

        assertThat(RocCurve.of(images).area())
                .isCloseTo(new RocAnalysis(images).auc().orElseThrow(), within(1e-12));
    }

    @Test
    void theRocCurveGoesThroughTheCornersAndNothingElse() {
        RocCurve curve =
                RocCurve.of(
                        List.of(
                                positive(0.9),
                                positive(0.8),
                                negative(0.7),
                                negative(0.6),
                                positive(0.5),
                                negative(0.5)));

        assertThat(curve.points())
                .containsExactly(
                        new RocCurve.Point(null, 0, 0),
                        new RocCurve.Point(0.8, 0, 2 / 3.0),
                        new RocCurve.Point(0.6, 2 / 3.0, 2 / 3.0),
                        new RocCurve.Point(0.5, 1, 1));
    }

    @Test
    void everyCornerIsWhatItsThresholdDoes() {
        List<ScoredImage> images = ScoredImageFixtures.overlapping(300, 9);
        List<RocCurve.Point> points = RocCurve.of(images).points();

        assertThat(points).hasSizeGreaterThan(10);
        assertThat(points.subList(1, points.size()))
                .allSatisfy(point -> {
                    ConfusionMatrix there =
                            ConfusionMatrix.of(images, Objects.requireNonNull(point.threshold()));
                    assertThat(point.hits())
                            .isEqualTo(
                                    there.truePositives()
                                            / (double)
                                                    (there.truePositives()
                                                            + there.falseNegatives()));
                    assertThat(point.falseMatches())
                            .isEqualTo(
                                    there.falsePositives()
                                            / (double)
                                                    (there.falsePositives()
                                                            + there.trueNegatives()));
                });
    }

    @Test
    void withOneClassThereIsNoCurve() {
        RocCurve curve = RocCurve.of(List.of(positive(0.9), positive(0.1)));

        assertThat(curve.points()).isEmpty();
        assertThat(DetCurve.of(curve).points()).isEmpty();
    }

    @Test
    void theDetCurveShowsTheMistakesOfTheRocCurveOnStretchedAxes() {
        RocCurve roc = RocCurve.of(ScoredImageFixtures.overlapping(300, 9));
        DetCurve det = DetCurve.of(roc);

        assertThat(det.points()).hasSizeGreaterThan(10);
        assertThat(det.points())
                .allSatisfy(point -> {
                    assertThat(roc.points())
                            .filteredOn(
                                    corner -> Objects.equals(corner.threshold(), point.threshold()))
                            .singleElement()
                            .returns(point.falseMatches(), RocCurve.Point::falseMatches)
                            .returns(point.misses(), corner -> 1 - corner.hits());
                    assertThat(point.falseMatchDeviate())
                            .isEqualTo(Probit.of(point.falseMatches()));
                    assertThat(point.missDeviate()).isEqualTo(Probit.of(point.misses()));
                });
    }

    @Test
    void aDetectorThatIsNeverWrongHasNoDetCurve() {
        RocCurve curve = RocCurve.of(List.of(positive(0.9), negative(0.1)));

        assertThat(curve.area()).isEqualTo(1);
        assertThat(DetCurve.of(curve).points()).isEmpty();
    }
}
