package dev.framewatch.learn.evaluate;

import static dev.framewatch.learn.evaluate.ScoredImageFixtures.negative;
import static dev.framewatch.learn.evaluate.ScoredImageFixtures.positive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.api.DetailedEvaluation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationDetailsTest {
    @Test
    void eachPictureLiesInTheBinOfItsScore() {
        CalibrationCurve reliability =
                CalibrationCurve.of(
                        List.of(
                                negative(0),
                                negative(0.1),
                                positive(0.15),
                                positive(0.99),
                                positive(1)));

        assertThat(reliability.bins()).hasSize(10);
        assertThat(reliability.bins().get(0))
                .isEqualTo(new CalibrationCurve.Bin(0, 0.1, 1, 0, 0.0));
        assertThat(reliability.bins().get(1))
                .isEqualTo(new CalibrationCurve.Bin(0.1, 0.2, 2, 1, 0.125));
        assertThat(reliability.bins().get(5))
                .isEqualTo(new CalibrationCurve.Bin(0.5, 0.6, 0, 0, null));
        assertThat(reliability.bins().get(9).pictures()).isEqualTo(2);
        assertThat(reliability.bins().get(9).share()).isEqualTo(1);
    }

    @Test
    void theCalibrationErrorIsTheMeanDistanceOfScoreAndShare() {
        CalibrationCurve reliability =
                CalibrationCurve.of(
                        List.of(negative(0.2), positive(0.2), positive(0.9), positive(0.9)));

        assertThat(reliability.error()).isCloseTo((2 * 0.3 + 2 * 0.1) / 4, within(1e-12));
    }

    @Test
    void everyPictureIsCountedOnceByVideoAndOnceByBin() {
        List<ScoredImage> images = ScoredImageFixtures.overlapping(300, 4);
        EvaluationDetails details = EvaluationDetails.of(images, 0.5);
        Evaluation figures = Evaluation.of(images, 0.5, List.of(), 1);

        assertThat(details.byVideo()).hasSize(43);
        assertThat(details.byVideo().stream().mapToInt(SourceVideoResult::pictures).sum())
                .isEqualTo(300);
        assertThat(details.byVideo().stream().mapToInt(SourceVideoResult::positives).sum())
                .isEqualTo(figures.positives());
        assertThat(details.byVideo().stream().mapToInt(SourceVideoResult::wrong).sum())
                .isEqualTo(
                        figures.confusion().falseNegatives()
                                + figures.confusion().falsePositives());
        assertThat(
                        details.reliability().bins().stream()
                                .mapToInt(CalibrationCurve.Bin::pictures)
                                .sum())
                .isEqualTo(300);
    }

    @Test
    void videosWithMostMistakesComeFirst() {
        List<SourceVideoResult> videos =
                SourceVideoResult.of(
                        List.of(
                                new ScoredImage("a1", true, "clip10", 0.8),
                                new ScoredImage("a2", true, "clip10", 0.6),
                                new ScoredImage("b1", false, "clip9", 0.1),
                                new ScoredImage("c1", false, "clip11", 0.9)),
                        0.5);

        assertThat(videos)
                .containsExactly(
                        new SourceVideoResult("clip11", 1, 0, 0, 1, 0.9),
                        new SourceVideoResult("clip9", 1, 0, 1, 0, 0.1),
                        new SourceVideoResult("clip10", 2, 2, 2, 0, 0.7));
    }

    @Test
    void aLabelThatAPersonConfirmedSurprisesNoMore() {
        List<ScoredImage> images = List.of(positive(0.1), negative(0.8), positive(0.9));
        Evaluation figures = Evaluation.of(images, 0.5, List.of(), 1);

        assertThat(figures.worst())
                .extracting(Evaluation.LabelError::image)
                .startsWith("p0.1", "n0.8");
        assertThat(figures.confirming(images, Set.of("p0.1")))
                .satisfies(after ->
                        assertThat(after.worst())
                                .extracting(Evaluation.LabelError::image)
                                .containsExactly("n0.8", "p0.9"))
                .returns(figures.accuracy(), Evaluation::accuracy)
                .returns(figures.brier(), Evaluation::brier);
    }

    @Test
    void theJsonIsOneObjectWithEveryNumber() {
        List<ScoredImage> images = List.of(positive(0.9), negative(0.8), positive(0.3));
        JsonNode json =
                JsonMapper.builder()
                        .build()
                        .valueToTree(
                                new DetailedEvaluation(
                                        Evaluation.of(images, 0.5, List.of(), 1),
                                        EvaluationDetails.of(images, 0.5)));

        assertThat(json.propertyNames())
                .contains("frames", "auc", "worst", "roc", "det", "reliability", "byVideo");
        assertThat(json.get("roc").get(1).toString())
                .isEqualTo("{\"threshold\":0.9,\"falseMatches\":0.0,\"hits\":0.5}");
        assertThat(json.get("reliability").get(3).toString())
                .isEqualTo(
                        "{\"low\":0.3,\"high\":0.4,\"pictures\":1,\"positives\":1,"
                                + "\"meanScore\":0.3}");
        assertThat(json.get("byVideo").get(0).toString())
                .isEqualTo(
                        "{\"video\":\"n\",\"pictures\":1,\"positives\":0,\"right\":0,\"wrong\":1,"
                                + "\"meanScore\":0.8}");
    }
}
