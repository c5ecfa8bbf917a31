package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.video.RgbImage;
import org.junit.jupiter.api.Test;

/** A cut is where the colours change; what moves within a shot is none. */
class ShotBoundaryTest {
    /** A wall, and before it someone dressed in a colour. */
    private static RgbImage scene(int wall, int dress, int left) {
        byte[] rgb = new byte[3 * 160 * 90];
        for (int i = 0; i < 160 * 90; i++) {
            int x = i % 160;
            int colour = x >= left && x < left + 50 ? dress : wall;
            rgb[3 * i] = (byte) (colour >> 16);
            rgb[3 * i + 1] = (byte) (colour >> 8);
            rgb[3 * i + 2] = (byte) colour;
        }
        return new RgbImage(160, 90, rgb);
    }

    @Test
    void someoneWhoMovesIsNoCut() {
        RgbImage before = scene(0xE0E0E0, 0x802020, 10);

        assertThat(ShotBoundary.isBetween(before, scene(0xE0E0E0, 0x802020, 30))).isFalse();
        assertThat(ShotBoundary.isBetween(before, scene(0xE8E8E8, 0x882828, 30)))
                .as("a little lighter")
                .isFalse();
        assertThat(ShotBoundary.isBetween(before, scene(0xE0E0E0, 0x202080, 10)))
                .as("someone else before the same wall")
                .isFalse();
    }

    @Test
    void anotherPlaceIsACut() {
        assertThat(
                        ShotBoundary.isBetween(
                                scene(0xE0E0E0, 0x802020, 10), scene(0x204020, 0x802020, 10)))
                .isTrue();
    }

    @Test
    void sizeMakesNoDifference() {
        RgbImage image = scene(0xE0E0E0, 0x802020, 10);

        assertThat(ShotBoundary.overlap(image, image.shrunkTo(80))).isGreaterThan(0.9);
        assertThat(
                        ShotBoundary.overlap(
                                new RgbImage(1, 1, new byte[3]), new RgbImage(3, 1, new byte[9])))
                .isEqualTo(1);
    }
}
