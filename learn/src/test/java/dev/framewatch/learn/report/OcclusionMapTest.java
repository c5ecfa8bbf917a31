package dev.framewatch.learn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.video.RgbImage;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OcclusionMapTest {
    private static final RgbImage WHITE = plain(64, 48, 255);

    private static RgbImage plain(int width, int height, int value) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) value);
        return new RgbImage(width, height, rgb);
    }

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
    void a_scorer_that_looks_at_one_corner_is_seen_to_look_there_and_nowhere_else() {
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
    void what_spoke_against_the_target_is_below_zero() {
        OcclusionMap map = OcclusionMap.of(WHITE, picture -> 1 - cornerBrightness(picture));

        assertThat(map.importance()[63]).isNegative();
        assertThat(map.importance()[0]).isZero();
    }

    @Test
    void a_scorer_that_looks_at_nothing_has_a_flat_map() {
        assertThat(OcclusionMap.of(WHITE, _ -> 0.7).isFlat()).isTrue();
    }

    @Test
    void a_scorer_that_fails_has_a_flat_map() {
        assertThat(OcclusionMap.of(WHITE, _ -> Double.NaN).isFlat()).isTrue();
    }

    @Test
    void the_picture_itself_is_left_as_it_is() {
        RgbImage picture = plain(16, 16, 200);
        byte[] before = picture.rgb().clone();

        OcclusionMap.of(picture, OcclusionMapTest::cornerBrightness);

        assertThat(picture.rgb()).isEqualTo(before);
    }

    @Test
    void a_picture_smaller_than_the_grid_has_a_map_as_well() {
        assertThat(OcclusionMap.of(plain(3, 1, 255), _ -> 0.5).importance()).hasSize(64);
    }

    @Test
    void the_tint_is_orange_where_it_spoke_for_and_blue_where_against_and_grey_elsewhere() {
        OcclusionMap map = new OcclusionMap(3, 1, new double[] {2, 0, -2});
        BufferedImage image = new BufferedImage(90, 30, BufferedImage.TYPE_INT_RGB);

        map.tint(image);

        assertThat(image.getRGB(2, 15) >> 16 & 0xff).isGreaterThan(150);
        assertThat(image.getRGB(2, 15) & 0xff).isLessThan(50);
        assertThat(image.getRGB(88, 15) & 0xff).isGreaterThan(150);
        assertThat(image.getRGB(44, 15) & 0xffffff).isLessThan(0x101010);
    }

    @Test
    void values_that_do_not_fill_the_grid_are_refused() {
        assertThatThrownBy(() -> new OcclusionMap(2, 2, new double[3]))
                .hasMessageContaining("2x2 cannot have 3 values");
    }
}
