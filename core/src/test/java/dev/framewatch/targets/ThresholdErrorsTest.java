package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdErrorsTest {
    private static final ErrorRate NONE = new ErrorRate(0, 412, 0, 9, 0, 0.00924);
    private static final ErrorRate SOME = new ErrorRate(12, 199, 7, 60, 0.031, 0.0991);

    @Test
    void aStatementNamesCountsVideosAndIntervals() {
        ThresholdErrors errors = new ThresholdErrors(0.433, NONE, SOME);

        assertThat(ThresholdErrors.statements(errors, null))
                .containsExactly(
                        "At threshold 0.433: false alarms in 0 of 412 frames from 9 videos without"
                            + " the target (95% CI 0-9.2 per 1,000 frames), in 0 of these videos;"
                            + " missed 12 of 199 frames with the target, from 60 videos (95% CI"
                            + " 3.1-9.9%).");
    }

    @Test
    void theStrictThresholdHasAStatementOfItsOwnUnlessItIsTheSame() {
        ThresholdErrors chosen = new ThresholdErrors(0.433, NONE, SOME);
        ThresholdErrors strict = new ThresholdErrors(0.612, NONE, SOME);

        assertThat(ThresholdErrors.statements(chosen, strict))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("At threshold 0.612, the strict one, which a watch uses: ");
        assertThat(ThresholdErrors.statements(chosen, chosen))
                .singleElement()
                .asString()
                .startsWith("At threshold 0.433, also that of a watch: ");
    }

    @Test
    void whatCouldNotBeMeasuredIsSaid() {
        assertThat(ThresholdErrors.statements(new ThresholdErrors(0.5, null, null), null))
                .containsExactly(
                        "At threshold 0.500: false alarms are unknown, since every video shows the"
                                + " target; misses are unknown, since no frame shows the target.");
        assertThat(ThresholdErrors.statements(null, null)).isEmpty();
    }

    @Test
    void theStrictThresholdIsThatOfOnePercentUnlessAnotherWasChosen() {
        List<ThresholdCurve.Point> points =
                List.of(
                        new ThresholdCurve.Point(0.2, 0.1, 0),
                        new ThresholdCurve.Point(0.8, 0.01, 0.2));
        Threshold strict = Threshold.parse("strict");

        assertThat(new ThresholdCurve(0.5, 0.5, points).at(strict)).isEqualTo(0.8);
        assertThat(new ThresholdCurve(0.9, 0.9, points).at(strict)).isEqualTo(0.9);
        assertThat(new ThresholdCurve(0.3, 0.5, points).at(strict)).isEqualTo(0.3);
        assertThat(new ThresholdCurve(0.5, 0.5, List.of()).at(strict)).isEqualTo(0.5);
    }

    @Test
    void anEnrolledFaceHasTheErrorsOfEnrolledFacesInGeneral() {
        TargetManifest enrolled = Targets.enrolled("anna");

        assertThat(enrolled.errorStatements())
                .singleElement()
                .asString()
                .contains(
                        "Not measured for this target. 15 targets",
                        "At threshold 0.500, also that of a watch: false alarms in 8 of 3,195");
        assertThat(enrolled.threshold(new Threshold.Strict())).isEqualTo(0.5);
        assertThat(enrolled.threshold(new Threshold.FalseMatchRate(0.001))).isEqualTo(0.7);
        assertThatThrownBy(() -> enrolled.threshold(new Threshold.FalseMatchRate(0.0001)))
                .hasMessageContaining("known down to 0.0009");
        assertThat(Targets.confirmed("anna", new byte[1], 2).errorStatements()).isEmpty();
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatThrownBy(() -> new ErrorRate(2, 1, 0, 1, 0, 1)).hasMessage("2 of 1 frames");
        assertThatThrownBy(() -> new ErrorRate(0, 1, 0, 2, 0, 1)).hasMessage("0 of 2 videos");
        assertThatThrownBy(() -> new ErrorRate(0, 1, 0, 1, 0.5, 0.4)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> new ThresholdErrors(Double.NaN, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
