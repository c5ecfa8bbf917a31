package dev.framewatch.learn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class OcclusionMapTest {
    private static final RgbImage WHITE = Images.grey(64, 48, 255);

    /** How bright the lower right eighth by eighth is, 0 to 1. */
    private static double cornerBrightness(RgbImage picture) {
        long sum = 0;
        int count = 0;
        for (int y = picture.height() * 7 / 8; y < picture.height(); y++) {
            for (int x = picture.width() * 7 / 8; x < picture.width(); x++) {
                sum += picture.rgb()[3 * (y * picture.width() + x)] & 0xff;
                count++;
            }
        }
        return sum / (255.0 * count);
    }

    @Test
    void aScorerThatLooksAtOneCornerIsSeenToLookThereAndNowhereElse() {
        OcclusionMap map = OcclusionMap.of(WHITE, OcclusionMapTest::cornerBrightness);

        assertThat(map.importance()).hasSize(64);
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                double here = map.importance()[row * map.columns() + column];
                if (row >= 6 && column >= 6) {
                    assertThat(here).as("row %d, column %d", row, column).isPositive();
                } else {
                    assertThat(here).as("row %d, column %d", row, column).isZero();
                }
            }
        }
        assertThat(map.strongest()).isEqualTo(map.importance()[63]);
        assertThat(map.isFlat()).isFalse();
    }

    @Test
    void whatSpokeAgainstTheTargetIsBelowZero() {
        OcclusionMap map = OcclusionMap.of(WHITE, picture -> 1 - cornerBrightness(picture));

        assertThat(map.importance()[63]).isNegative();
        assertThat(map.importance()[0]).isZero();
    }

    @Test
    void aScorerThatLooksAtNothingHasAFlatMap() {
        assertThat(OcclusionMap.of(WHITE, _ -> 0.7).isFlat()).isTrue();
    }

    @Test
    void aScorerThatFailsHasAFlatMap() {
        assertThat(OcclusionMap.of(WHITE, _ -> Double.NaN).isFlat()).isTrue();
    }

    @Test
    void thePictureItselfIsLeftAsItIs() {
        RgbImage picture = Images.grey(16, 16, 200);
        byte[] before = picture.rgb().clone();

        OcclusionMap.of(picture, OcclusionMapTest::cornerBrightness);

        assertThat(picture.rgb()).isEqualTo(before);
    }

    @Test
    void aPictureSmallerThanTheGridHasAMapAsWell() {
        assertThat(OcclusionMap.of(Images.grey(3, 1, 255), _ -> 0.5).importance()).hasSize(64);
    }

    @Test
    void theTintIsOrangeWhereItSpokeForAndBlueWhereAgainstAndGreyElsewhere() {
        OcclusionMap map = new OcclusionMap(3, 1, new double[] {2, 0, -2});
        BufferedImage image = new BufferedImage(90, 30, BufferedImage.TYPE_INT_RGB);

        map.tint(image);

        assertThat(image.getRGB(2, 15) >> 16 & 0xff).isGreaterThan(150);
        assertThat(image.getRGB(2, 15) & 0xff).isLessThan(50);
        assertThat(image.getRGB(88, 15) & 0xff).isGreaterThan(150);
        assertThat(image.getRGB(44, 15) & 0xffffff).isLessThan(0x101010);
    }

    @Test
    void valuesThatDoNotFillTheGridAreRefused() {
        assertThatThrownBy(() -> new OcclusionMap(2, 2, new double[3]))
                .hasMessageContaining("2x2 cannot have 3 values");
    }
}
