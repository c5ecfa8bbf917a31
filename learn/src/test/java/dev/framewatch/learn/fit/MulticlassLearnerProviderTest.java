package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.UnavailableException;
import org.junit.jupiter.api.Test;

/** In this module no provider is on the class path. */
class MulticlassLearnerProviderTest {
    @Test
    void withoutAProviderDenseHeadsAreUnavailableAndLinearOnesAreNot() {
        assertThatThrownBy(MulticlassLearnerProvider::installed)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("libtorch", "not installed", "linear");
    }
}
