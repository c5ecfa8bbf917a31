package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.verdict.TargetResult.Run;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTextTest {
    @Test
    void runsAreInWholeSecondsUnlessFramesAreCloser() {
        assertThat(RunText.of(List.of(new Run(3.003, 12), new Run(97, 97))))
                .isEqualTo("3 s to 12 s, 97 s");
        assertThat(RunText.of(List.of(new Run(3, 3.5), new Run(4, 4))))
                .isEqualTo("3.0 s to 3.5 s, 4.0 s");
        assertThat(RunText.of(List.of())).isEmpty();
    }

    @Test
    void ofManyRunsTheFirstAreGivenAndTheOthersCounted() {
        assertThat(RunText.of(Collections.nCopies(7, new Run(0, 0)), 1))
                .endsWith("and 2 more times");
    }
}
