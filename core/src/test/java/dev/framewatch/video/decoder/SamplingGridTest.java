package dev.framewatch.video.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingGridTest {
    private static final SamplingGrid HALVES = new SamplingGrid(0.5);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.2, 1",
        "0.5, 1",
        "0.5000009, 1",
        "0.500002, 2",
        "0.4999, 1",
        "1, 2",
        "1.01, 3"
    })
    void fromIsTheFirstInstantAtOrUpToAMicrosecondBeforeATime(double seconds, long instant) {
        assertThat(HALVES.firstAtOrAfter(seconds)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.2, 0",
        "0.5, 1",
        "0.4999991, 1",
        "0.499998, 0",
        "0.51, 1",
        "1, 2",
        "0.99, 1"
    })
    void beforeIsTheLastInstantAtOrUpToAMicrosecondAfterATime(double seconds, long instant) {
        assertThat(HALVES.lastAtOrBefore(seconds)).isEqualTo(instant);
    }

    @Test
    void timeStampsThatAreRoundedUpOrDownMeanTheSameInstant() {
        SamplingGrid thirtieths = new SamplingGrid(1 / 30.0);
        for (long instant = 0; instant < 3000; instant++) {
            double stamp = Math.round(instant / 30.0 * 90_000) / 90_000.0; // in MPEG ticks
            double micros = Math.round(instant / 30.0 * 1e6) / 1e6;

            assertThat(thirtieths.firstAtOrAfter(stamp)).isEqualTo(instant);
            assertThat(thirtieths.firstAtOrAfter(micros)).isEqualTo(instant);
            assertThat(thirtieths.lastAtOrBefore(micros)).isEqualTo(instant);
        }
    }

    @Test
    void secondsAreCountedFromNought() {
        assertThat(HALVES.seconds(3)).isEqualTo(1.5);
    }
}
