package dev.framewatch.verdict;

import static dev.framewatch.verdict.RuleTest.frames;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositiveRunsTest {
    private static final double EVERY = 0.5;

    /** Positive frames at these seconds. */
    private static List<FrameScore> positivesAt(double... seconds) {
        List<FrameScore> frames = new ArrayList<>();
        for (double second : seconds) {
            frames.add(new FrameScore(second, 0.9, true, null));
        }
        return frames;
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "---, 0", "-+-, 0", "-++-, 1", "+++-++, 2", "++-+++, 2", "+-+-+, 0"})
    void longestLastsFromTheFirstToTheLastFrameOfTheLongestRun(String picture, double seconds) {
        assertThat(PositiveRuns.longest(frames(picture), 1)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "0.9, 1.4", "0.95, 1.45", "0.96, 0.5", "1.0, 0.5"})
    void aRunEndsAtAGapOfMoreThanOnePointNineSamplingSteps(double gap, double longest) {
        List<FrameScore> frames = positivesAt(0, EVERY, EVERY + gap);

        assertThat(PositiveRuns.longest(frames, EVERY)).isEqualTo(longest);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 0", "0.96, 1.46"})
    void aRunThatIsOpenAtTheEndBeginsAfterTheLastGap(double gap, double since) {
        List<FrameScore> frames = positivesAt(0, EVERY, EVERY + gap);

        assertThat(PositiveRuns.openSince(frames, EVERY)).isEqualTo(since);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "+, 0", "++, 0", "-++, 1", "+-+, 2", "++-, 2", "---, 2"})
    void openSinceIsTheStartOfTheRunThatMayGoOnOrTheTimeOfTheLastFrame(
            String picture, double since) {
        assertThat(PositiveRuns.openSince(frames(picture), 1)).isEqualTo(since);
    }

    @Test
    void positivesAreCounted() {
        assertThat(PositiveRuns.positives(frames("+-++"))).isEqualTo(3);
    }
}
