package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.RelativeRect;
import org.junit.jupiter.api.Test;

class MatchScoreTest {
    private static final SpatioTemporalTransform UNCHANGED =
            SpatioTemporalTransform.of(RelativeRect.WHOLE, RelativeRect.WHOLE, false, 0);

    @Test
    void imageAndChangesCountAlike() {
        MatchScore steady = new MatchScore(UNCHANGED, 0.9, 0.1);
        MatchScore moving = new MatchScore(UNCHANGED, 0.2, 0.9);
        assertThat(steady.total()).isEqualTo(1);
        assertThat(steady.betterOf(moving)).isSameAs(moving);
        assertThat(moving.betterOf(steady)).isSameAs(moving);
    }

    @Test
    void firstOfTwoEqualScoresStays() {
        MatchScore first = new MatchScore(UNCHANGED, 0.5, 0.25);
        assertThat(first.betterOf(new MatchScore(UNCHANGED, 0.25, 0.5))).isSameAs(first);
    }

    @Test
    void scoreThatIsNotANumberReplacesNone() {
        MatchScore worst = new MatchScore(UNCHANGED, -1, -1);
        assertThat(worst.betterOf(new MatchScore(UNCHANGED, Double.NaN, 1))).isSameAs(worst);
        assertThat(worst.betterOf(new MatchScore(UNCHANGED, 1, Double.NaN))).isSameAs(worst);
    }
}
