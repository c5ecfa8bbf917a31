package dev.framewatch.desk.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CountsTest {
    @Test
    void theRateIsSightingsOverPostsAndNoneWithoutPosts() {
        assertThat(new Counts(8, 2).rate()).isEqualTo(0.25);
        assertThat(Counts.ZERO.rate()).isZero();
    }

    @Test
    void talliesAreAddedPostsToPostsAndSightingsToSightings() {
        assertThat(new Counts(8, 2).plus(new Counts(5, 1))).isEqualTo(new Counts(13, 3));
    }

    @Test
    void thereAreNoMoreSightingsThanPostsAndNotLessThanNone() {
        assertThat(new Counts(3, 3).rate()).isOne();
        assertThatThrownBy(() -> new Counts(3, 4)).hasMessage("4 sightings in 3 posts");
        assertThatThrownBy(() -> new Counts(3, -1)).hasMessage("-1 sightings in 3 posts");
    }
}
