package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.RelativeRect;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashedRegionTest {
    private static final RelativeRect MOTION = new RelativeRect(0.2, 0.3, 0.4, 0.5);

    @Test
    void onlyTheFirstFourRegionsAreStored() {
        assertThat(HashedRegion.count()).isEqualTo(16);
        assertThat(HashedRegion.at(HashedRegion.STORED - 1)).isEqualTo(HashedRegion.SQUARE);
        assertThat(HashedRegion.at(HashedRegion.STORED)).isEqualTo(HashedRegion.CROP_93);
    }

    @Test
    void motionHasARegionOnlyWhereSomethingMoves() {
        assertThat(HashedRegion.MOTION.region(MOTION, 1.5)).isEqualTo(MOTION);
        assertThat(HashedRegion.MOTION.region(null, 1.5)).isNull();
        assertThat(HashedRegion.WHOLE.region(MOTION, 1.5)).isEqualTo(RelativeRect.WHOLE);
    }

    @Test
    void squareIsTheMiddleOfALongImage() {
        assertIs(HashedRegion.SQUARE.region(MOTION, 2), 0.25, 0, 0.5, 1);
        assertIs(HashedRegion.SQUARE.region(MOTION, 0.5), 0, 0.25, 1, 0.5);
        assertIs(HashedRegion.SQUARE.region(MOTION, 1.2), 1 / 12.0, 0, 1 / 1.2, 1);
        assertIs(HashedRegion.SQUARE.region(MOTION, 1 / 1.2), 0, 1 / 12.0, 1, 1 / 1.2);
    }

    @Test
    void nearlySquareImagesHaveNoSquareOfTheirOwn() {
        for (double aspect : new double[] {0.84, 1, 1.19}) {
            assertThat(HashedRegion.SQUARE.region(MOTION, aspect)).as("%s", aspect).isNull();
        }
    }

    private static void assertIs(
            @Nullable RelativeRect region, double left, double top, double width, double height) {
        RelativeRect square = Objects.requireNonNull(region);
        assertThat(square.left()).isCloseTo(left, within(1e-9));
        assertThat(square.top()).isCloseTo(top, within(1e-9));
        assertThat(square.width()).isCloseTo(width, within(1e-9));
        assertThat(square.height()).isCloseTo(height, within(1e-9));
    }
}
