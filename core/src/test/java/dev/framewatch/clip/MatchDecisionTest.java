package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatchDecisionTest {
    @Test
    void matchNeedsEachMinimum() {
        assertThat(new MatchDecision(0.6, 0.7, 160, 5).isMatch(10)).isTrue();
        assertThat(new MatchDecision(0.59, 1, 1000, 10).isMatch(10)).isFalse();
        assertThat(new MatchDecision(1, 0.69, 1000, 10).isMatch(10)).isFalse();
        assertThat(new MatchDecision(1, 1, 159, 10).isMatch(10)).isFalse();
        assertThat(new MatchDecision(1, 1, 1000, 4.9).isMatch(10)).isFalse();
    }

    @Test
    void shortClipsMatchOverAtLeastTwoAndAHalfSeconds() {
        assertThat(new MatchDecision(1, 1, 1000, 2.5).isMatch(3)).isTrue();
        assertThat(new MatchDecision(1, 1, 1000, 2.4).isMatch(3)).isFalse();
    }
}
