package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.targets.Threshold;
import dev.framewatch.video.Sampling;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanOptionsTest {
    private static ScanOptions keeping(int frames) {
        return new ScanOptions(
                Sampling.every(1), Rule.tutorial(), new Threshold.Balanced(), true, frames);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void upToAHundredFramesCanBeKept(int frames) {
        assertThat(keeping(frames).keepFrames()).isEqualTo(frames);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void moreOrFewerAreRefused(int frames) {
        assertThatThrownBy(() -> keeping(frames))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(frames));
    }

    @Test
    void aFingerprintIsTakenWhereItIsWantedAndNothingElseChanges() {
        assertThat(keeping(3).fingerprint()).isFalse();
        assertThat(keeping(3).withFingerprint())
                .isEqualTo(
                        new ScanOptions(
                                Sampling.every(1),
                                new Criteria(Rule.tutorial(), new Threshold.Balanced()),
                                Map.of(),
                                true,
                                3,
                                true,
                                null,
                                false));
    }

    @Test
    void theStandardIsAFrameASecondOfTheWholeVideoByTheTutorialsRule() {
        assertThat(ScanOptions.standard())
                .isEqualTo(
                        new ScanOptions(
                                Sampling.every(1), null, new Threshold.Trained(), false, 0));
        assertThat(ScanOptions.standard().criteria().ruleFor(false))
                .isEqualTo(new Rule.FractionRule(1, 3));
        assertThat(ScanOptions.standard().criteria().ruleFor(true)).isEqualTo(Rule.any());
    }

    @Test
    void aRuleThatIsNamedGoesForStillsToo() {
        Rule named = new Rule.MinDurationRule(2);
        ScanOptions options =
                new ScanOptions(Sampling.every(1), named, new Threshold.Trained(), false, 0);

        assertThat(options.criteriaFor("trump").ruleFor(true)).isEqualTo(named);
    }
}
