package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimilarityEvidenceTest {
    @Test
    void similarFacesSpeakForTheTargetAndOthersAgainstIt() {
        assertThat(SimilarityEvidence.of(0.7, 70, 100)).isEqualTo(3);
        assertThat(SimilarityEvidence.of(0.52, 70, 100)).isZero();
        assertThat(SimilarityEvidence.of(0.42, 70, 100)).isCloseTo(-4, within(1e-9));
        assertThat(SimilarityEvidence.of(-1, 70, 100)).isEqualTo(-8);
    }

    /** What cannot be made out resembles everybody a little. */
    @Test
    void blurredFacesNeedLessSimilarityAndSayLess() {
        assertThat(SimilarityEvidence.of(0.5, 50, 100)).isCloseTo(2.2, within(1e-9));
        assertThat(SimilarityEvidence.of(0.5, 47.5, 100)).isCloseTo(2.16, within(1e-9));
        assertThat(SimilarityEvidence.of(0.5, 30, 100)).isCloseTo(0.64, within(1e-9));
        assertThat(SimilarityEvidence.of(0.5, 3, 100)).isCloseTo(0.64, within(1e-9));
        assertThat(SimilarityEvidence.of(0.5, 99, 100)).isNegative();
    }

    @Test
    void tinyFacesSayNothing() {
        assertThat(SimilarityEvidence.of(0.2, 60, 18)).isZero();
        assertThat(SimilarityEvidence.of(0.2, 60, 25))
                .isCloseTo(SimilarityEvidence.of(0.2, 60, 32) / 2, within(1e-9));
    }
}
