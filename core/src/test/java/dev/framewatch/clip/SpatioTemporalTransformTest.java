package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.RelativeRect;
import org.junit.jupiter.api.Test;

class SpatioTemporalTransformTest {
    private static final RelativeRect QUERY = new RelativeRect(0.1, 0.3, 0.6, 0.4);
    private static final RelativeRect STORED = new RelativeRect(0.25, 0.2, 0.5, 0.8);

    @Test
    void mapsCornersOfOneRegionToThoseOfTheOther() {
        SpatioTemporalTransform transform = SpatioTemporalTransform.of(QUERY, STORED, false, 1.5);
        assertThat(transform.mirrored()).isFalse();
        assertThat(transform.offset()).isEqualTo(1.5);
        assertThat(transform.speed()).isEqualTo(1);
        assertMaps(transform, 0.25, 0.2, 0.1, 0.3);
        assertMaps(transform, 0.75, 1, 0.7, 0.7);
    }

    @Test
    void mirroringSwapsLeftAndRight() {
        SpatioTemporalTransform transform = SpatioTemporalTransform.of(QUERY, STORED, true, 0);
        assertThat(transform.mirrored()).isTrue();
        assertMaps(transform, 0.25, 0.2, 0.7, 0.3);
        assertMaps(transform, 0.75, 1, 0.1, 0.7);
    }

    @Test
    void scalingKeepsTheCentreAndTranslationMovesIt() {
        SpatioTemporalTransform transform =
                SpatioTemporalTransform.of(QUERY, STORED, false, 1.5)
                        .scaledAndTranslated(2, 0.5, 0.01, -0.02);
        assertMaps(transform, 0.5, 0.5, 0.4 + 0.01, 0.45 - 0.02);
        assertMaps(transform, 0.6, 0.6, 0.4 + 2 * 0.12 + 0.01, 0.45 + 0.5 * 0.05 - 0.02);
        assertThat(transform.offset()).isEqualTo(1.5);
    }

    @Test
    void speedChangesAboutTheMiddleOfTheQuery() {
        SpatioTemporalTransform transform =
                SpatioTemporalTransform.of(QUERY, STORED, false, 1).withSpeedChange(0.1, 4);
        assertThat(transform.speed()).isCloseTo(1.1, within(1e-9));
        assertThat(transform.offset() + transform.speed() * 4).isCloseTo(5, within(1e-9));
    }

    @Test
    void shiftAddsToTheOffset() {
        SpatioTemporalTransform transform =
                SpatioTemporalTransform.of(QUERY, STORED, false, 1).shifted(-1.25);
        assertThat(transform.offset()).isEqualTo(-0.25);
        assertMaps(transform, 0.25, 0.2, 0.1, 0.3);
    }

    private static void assertMaps(
            SpatioTemporalTransform transform, double x, double y, double toX, double toY) {
        assertThat(transform.a() * x + transform.b()).isCloseTo(toX, within(1e-9));
        assertThat(transform.c() * y + transform.d()).isCloseTo(toY, within(1e-9));
    }
}
