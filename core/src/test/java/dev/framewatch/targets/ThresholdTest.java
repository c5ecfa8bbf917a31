package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
    @ParameterizedTest
    @ValueSource(strings = {"balanced", "strict", "trained", "fmr:0.01", "fmr:0", "0.5", "1"})
    void isReadAsItIsWritten(String text) {
        assertThat(Threshold.parse(text).text()).isEqualTo(text);
    }
}
