package dev.framewatch.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.evaluate.VideoEvaluation.Conclusion;
import dev.framewatch.learn.evaluate.VideoEvaluation.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VideoEvaluationTest {
    @Test
    void countsWhatWasDecidedAndNamesTheRest() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 39; i++) {
            outcomes.add(new Outcome("clean" + i, false, Conclusion.NO_MATCH, 0.05));
        }
        outcomes.add(new Outcome("alarm", false, Conclusion.MATCH, 0.4));
        outcomes.add(new Outcome("hit", true, Conclusion.MATCH, 1));
        outcomes.add(new Outcome("cameo", true, Conclusion.NO_MATCH, 0.1));
        outcomes.add(new Outcome("half", true, Conclusion.UNDECIDED, 0));
        outcomes.add(new Outcome("broken", false, Conclusion.UNREADABLE, 0));

        VideoEvaluation figures = VideoEvaluation.of(outcomes);

        assertThat(figures.videos()).isEqualTo(44);
        assertThat(figures.positives()).isEqualTo(3);
        assertThat(figures.confusion()).isEqualTo(new ConfusionMatrix(1, 1, 1, 39));
        assertThat(figures.falseAlarmsPer1000()).isEqualTo(25.0);
        assertThat(figures.falseAlarmsPer1000Interval())
                .satisfies(interval -> {
                    assertThat(interval.low()).isCloseTo(4.4, within(0.1));
                    assertThat(interval.high()).isCloseTo(128.8, within(0.5));
                });
        assertThat(figures.shareOfPositives()).containsExactly(0, 1, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(figures.shareOfNegatives()).containsExactly(39, 0, 0, 0, 1, 0, 0, 0, 0, 0);
        assertThat(figures.undecided()).containsExactly("half");
        assertThat(figures.unreadable()).containsExactly("broken");
        assertThat(figures.wrong()).containsExactly("alarm", "cameo");
    }

    @Test
    void withoutCleanVideosThereIsNoRateOfFalseAlarms() {
        assertThat(
                        VideoEvaluation.of(List.of(new Outcome("hit", true, Conclusion.MATCH, 1)))
                                .falseAlarmsPer1000())
                .isNull();
    }
}
