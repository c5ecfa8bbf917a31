package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.RelativeRect;
import dev.framewatch.video.FingerprintFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MotionRegionTest {
    @Test
    void staticBorderIsOutsideTheRegion() {
        List<FingerprintFrame> framed =
                new DrawnClip(2)
                        .frames(
                                72,
                                128,
                                0,
                                10,
                                1,
                                (screen, x, y, _) ->
                                        x > 0.25 && x < 0.75 && y > 0.5 && y < 0.9
                                                ? screen.at((x - 0.25) / 0.5, (y - 0.5) / 0.4)
                                                : 80 + 100 * Math.sin(40 * x) * Math.sin(31 * y));
        RelativeRect region = Objects.requireNonNull(MotionRegion.of(framed));
        assertThat(region.left()).isBetween(0.24, 0.29);
        assertThat(region.top()).isBetween(0.49, 0.54);
        assertThat(region.left() + region.width()).isBetween(0.71, 0.76);
        assertThat(region.top() + region.height()).isBetween(0.86, 0.91);
    }

    @Test
    void regionIsWhereThePixelsChange() {
        RelativeRect region = Objects.requireNonNull(MotionRegion.of(noise(3, 40, 16, 24, 8, 20)));
        // 2 % of the moving pixels are left out on each side
        assertThat(region.left()).isCloseTo(16 / 40.0, within(0.03));
        assertThat(region.top()).isCloseTo(8 / 40.0, within(0.03));
        assertThat(region.left() + region.width()).isCloseTo(24 / 40.0, within(0.03));
        assertThat(region.top() + region.height()).isCloseTo(20 / 40.0, within(0.03));
    }

    @Test
    void fewFramesAndTinyImagesHaveNone() {
        assertThat(MotionRegion.of(noise(2, 40, 10, 30, 10, 30))).isNull();
        assertThat(MotionRegion.of(noise(3, 7, 0, 7, 0, 7))).isNull();
        assertThat(MotionRegion.of(noise(3, 8, 0, 8, 0, 8))).isNotNull();
    }

    @Test
    void stillImagesHaveNone() {
        assertThat(MotionRegion.of(noise(3, 40, 0, 0, 0, 0))).isNull();
    }

    @Test
    void narrowStripsAreNoRegion() {
        assertThat(MotionRegion.of(noise(3, 80, 40, 44, 0, 80))).isNull();
        assertThat(MotionRegion.of(noise(3, 80, 0, 80, 40, 44))).isNull();
        assertThat(MotionRegion.of(noise(3, 80, 40, 52, 0, 80))).isNotNull();
    }

    /** Returns frames that are noise in a rectangle of pixels and grey around it. */
    private static List<FingerprintFrame> noise(
            int count, int side, int left, int right, int top, int bottom) {
        Random random = new Random(1);
        List<FingerprintFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] grey = new byte[side * side];
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    grey[y * side + x] = (byte) random.nextInt(256);
                }
            }
            frames.add(new FingerprintFrame(i, side, side, grey));
        }
        return frames;
    }
}
