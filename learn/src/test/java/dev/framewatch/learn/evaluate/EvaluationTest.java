package dev.framewatch.learn.evaluate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.targets.ErrorRate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationTest {
    private static final List<ScoredImage> IMAGES =
            List.of(
                    new ScoredImage("a.jpg", true, "v1", 0.8),
                    new ScoredImage("b.jpg", true, "v1", 0.2),
                    new ScoredImage("c.jpg", false, "v2", 0.6),
                    new ScoredImage("d.jpg", false, "v3", 0.1));

    @Test
    void theFiguresAreThoseOfTheDefinitions() {
        Evaluation figures = Evaluation.of(IMAGES, 0.5, List.of("x.jpg"), 1);

        assertThat(figures.frames()).isEqualTo(4);
        assertThat(figures.positives()).isEqualTo(2);
        assertThat(figures.auc()).isEqualTo(0.75);
        assertThat(figures.accuracy()).isEqualTo(0.5);
        assertThat(figures.brier()).isCloseTo((0.04 + 0.64 + 0.36 + 0.01) / 4, within(1e-12));
        assertThat(figures.confusion()).isEqualTo(new ConfusionMatrix(1, 1, 1, 1));
        assertThat(figures.worst())
                .extracting(Evaluation.LabelError::image)
                .containsExactly("b.jpg", "c.jpg", "a.jpg", "d.jpg");
    }

    @Test
    void theJsonIsTheOneThatWasPromised() {
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode evaluated = mapper.valueToTree(Evaluation.of(IMAGES, 0.5, List.of("x.jpg"), 1));
        JsonNode trained =
                mapper.valueToTree(Evaluation.of(IMAGES, 0.5, List.of(), 1).with(3, 0.9, "videos"));

        assertThat(evaluated.propertyNames())
                .startsWith(
                        "frames",
                        "positives",
                        "auc",
                        "accuracy",
                        "threshold",
                        "brier",
                        "fnmrAtFmr",
                        "unreadable",
                        "worst")
                .doesNotContain("groups", "leakyAccuracy");
        assertThat(evaluated.get("fnmrAtFmr").toString())
                .isEqualTo("{\"0.01\":null,\"0.001\":null}");
        assertThat(evaluated.get("unreadable").toString()).isEqualTo("[\"x.jpg\"]");
        assertThat(evaluated.get("worst").get(0).toString())
                .isEqualTo("{\"image\":\"b.jpg\",\"label\":1,\"score\":0.2}");
        assertThat(evaluated.get("accuracyInterval").isArray()).isTrue();
        assertThat(trained.get("groups").asInt()).isEqualTo(3);
        assertThat(trained.get("leakyAccuracy").asDouble()).isEqualTo(0.9);
    }

    @Test
    void falseAlarmsAreThoseInVideosWithoutTheTarget() {
        List<ScoredImage> images =
                List.of(
                        new ScoredImage("a1", true, "a", 0.9),
                        new ScoredImage("a2", true, "a", 0.4),
                        new ScoredImage("a3", false, "a", 0.9),
                        new ScoredImage("b1", false, "b", 0.6),
                        new ScoredImage("b2", false, "b", 0.2),
                        new ScoredImage("c1", false, "c", 0.1),
                        new ScoredImage("c2", false, "c", 0.1));

        Evaluation evaluation = Evaluation.of(images, 0.5, List.of(), 1).withStrict(images, 0.8, 1);

        ErrorRate alarms = requireNonNull(evaluation.errors().falseAlarms());
        assertThat(alarms.fraction()).isEqualTo(0.25);
        assertThat(alarms)
                .extracting(ErrorRate::wrong, ErrorRate::frames, ErrorRate::wrongVideos)
                .containsExactly(1, 4, 1);
        assertThat(requireNonNull(evaluation.errors().missed()))
                .extracting(ErrorRate::wrong, ErrorRate::frames, ErrorRate::videos)
                .containsExactly(1, 2, 1);
        assertThat(requireNonNull(evaluation.strictErrors()).falseAlarms())
                .isEqualTo(new ErrorRate(0, 4, 0, 2, 0, ConfidenceInterval.wilson(0, 4).high()));
        assertThat(evaluation.statements()).hasSize(2);
        assertThat(evaluation.metrics().strictErrors()).isEqualTo(evaluation.strictErrors());
        assertThat(Evaluation.of(images.subList(0, 3), 0.5, List.of(), 1).errors().falseAlarms())
                .isNull();
    }

    @Test
    void nothingWrongIsNoCertaintyAndGroupsCountNotFrames() {
        List<ScoredImage> images = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            images.add(new ScoredImage("f" + i, i % 2 == 0, "v" + i / 20, i % 2 == 0 ? 0.9 : 0.1));
        }
        ConfidenceInterval right = Evaluation.of(images, 0.5, List.of(), 1).accuracyInterval();
        assertThat(right).isEqualTo(ConfidenceInterval.wilson(20, 20));
        assertThat(right.low()).isBetween(0.8, 0.9);
    }

    @Test
    void intervalsRespectThatFramesOfOneVideoStandOrFallTogether() {
        List<ScoredImage> alone = new ArrayList<>();
        List<ScoredImage> together = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean right = i / 20 % 10 != 0;
            double score = right == (i % 2 == 0) ? 0.9 : 0.1;
            alone.add(new ScoredImage("f" + i, i % 2 == 0, "v" + i, score));
            together.add(new ScoredImage("f" + i, i % 2 == 0, "v" + i / 20, score));
        }
        ConfidenceInterval narrow = Evaluation.of(alone, 0.5, List.of(), 1).accuracyInterval();
        ConfidenceInterval wide = Evaluation.of(together, 0.5, List.of(), 1).accuracyInterval();
        ConfidenceInterval counted = ConfidenceInterval.wilson(360, 400);

        assertThat(narrow.low()).isCloseTo(counted.low(), within(0.01));
        assertThat(narrow.high()).isCloseTo(counted.high(), within(0.01));
        assertThat(wide.high() - wide.low()).isGreaterThan(3 * (narrow.high() - narrow.low()));
    }

    @Test
    void wilsonsIntervalIsThatOfTheTextbooks() {
        assertThat(ConfidenceInterval.wilson(0, 45).low()).isZero();
        assertThat(ConfidenceInterval.wilson(0, 45).high()).isCloseTo(0.0787, within(5e-5));
        assertThat(ConfidenceInterval.wilson(45, 45).high()).isCloseTo(1, within(1e-12));
        assertThat(ConfidenceInterval.wilson(1, 2).low()).isCloseTo(0.094531, within(1e-6));
        assertThat(ConfidenceInterval.wilson(81, 263))
                .satisfies(newcombe -> { // Newcombe 1998, table I
                    assertThat(newcombe.low()).isCloseTo(0.2553, within(5e-5));
                    assertThat(newcombe.high()).isCloseTo(0.3662, within(5e-5));
                });
    }

    @Test
    void nothingIsSaidOfNothing() {
        assertThatThrownBy(() -> Evaluation.of(List.of(), 0.5, List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScoredImage("a.jpg", true, "v", Double.NaN))
                .hasMessageContaining("a.jpg");
    }
}
