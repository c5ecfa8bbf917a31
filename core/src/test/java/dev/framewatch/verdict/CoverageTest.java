package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    @ParameterizedTest
    @CsvSource({
        "20, 18, false",
        "20, 17.9, true",
        "1, 0.5, false",
        "1, 0.49, true",
        "5, 4.5, false"
    })
    void aTenthOfTheSecondsOrHalfASecondMayBeMissing(
            double seconds, double decoded, boolean tooLittle) {
        assertThat(new Coverage(seconds, decoded, 20, 20, false).belowMinimum())
                .isEqualTo(tooLittle);
    }

    @ParameterizedTest
    @CsvSource({"20, 18, false", "20, 17, true", "5, 4, false", "5, 3, true", "2, 1, false"})
    void aTenthOfTheFramesOrOneFrameMayBeMissing(int expected, int sampled, boolean tooLittle) {
        assertThat(new Coverage(20, 20, expected, sampled, false).belowMinimum())
                .isEqualTo(tooLittle);
    }

    @Test
    void aVideoOfNoFrameIsTooLittleAndAnIntendedStopIsNot() {
        assertThat(new Coverage(20, 20, 20, 0, true).belowMinimum()).isTrue();
        assertThat(new Coverage(20, 3, 20, 3, true).belowMinimum()).isFalse();
    }
}
