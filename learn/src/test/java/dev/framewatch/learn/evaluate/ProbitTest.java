package dev.framewatch.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbitTest {
    /** As Python's statistics.NormalDist().inv_cdf gives them. */
    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.0470962993612",
        "1e-12, -7.0344838253011",
        "1e-9, -5.9978070150077",
        "0.0001, -3.7190164854557",
        "0.001, -3.0902323061678",
        "0.01, -2.3263478740408",
        "0.074, -1.4466320671590",
        "0.2, -0.8416212335729",
        "0.5, 0",
        "0.9, 1.2815515655446",
        "0.999, 3.0902323061678"
    })
    void isRightToTwelveDigits(double share, double deviate) {
        assertThat(Probit.of(share))
                .isCloseTo(deviate, within(1e-12 * Math.max(1, Math.abs(deviate))));
    }

    @Test
    void nothingAndEverythingLieInfinitelyFarOut() {
        assertThat(Probit.of(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Probit.of(1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void whatIsNoShareIsRefused() {
        assertThatThrownBy(() -> Probit.of(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Probit.of(1.01)).hasMessageContaining("1.01");
    }
}
