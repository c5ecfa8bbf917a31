package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class StaticClipMatcherTest {
    private static final int CELLS =
            ClipFingerprint.STATIC_IMAGE_SIDE * ClipFingerprint.STATIC_IMAGE_SIDE;

    private final ClipFingerprint card = card(8, i -> level(i));

    /** Returns an image of grey levels from 80 to 180. */
    private static int level(int cell) {
        return 80 + cell * 37 % 101;
    }

    @Test
    void similarityOfTheSameImageIsOne() {
        assertThat(StaticClipMatcher.correlation(card, card)).isCloseTo(1, within(1e-9));
    }

    @Test
    void similarityFallsWithTheMeanDifferenceOfTheCells() {
        ClipFingerprint noisy = card(8, i -> level(i) + (i / 101 % 2 == 0 ? 2 : -2));
        assertThat(StaticClipMatcher.correlation(card, noisy)).isCloseTo(0.6, within(0.01));
        ClipFingerprint noisier = card(8, i -> level(i) + (i / 101 % 2 == 0 ? 3 : -3));
        assertThat(StaticClipMatcher.correlation(card, noisier)).isZero();
    }

    @Test
    void oneDifferentPartIsEnoughToDiffer() {
        ClipFingerprint similar = card(8, i -> level(i) + (i == 5 ? 10 : 0));
        assertThat(StaticClipMatcher.correlation(card, similar)).isGreaterThan(0.9);
        ClipFingerprint brighter = card(8, i -> level(i) + (i == 5 ? 12 : 0));
        assertThat(StaticClipMatcher.correlation(card, brighter)).isZero();
        ClipFingerprint darker = card(8, i -> level(i) - (i == 5 ? 12 : 0));
        assertThat(StaticClipMatcher.correlation(card, darker)).isZero();
    }

    @Test
    void brightnessAndContrastMayDiffer() {
        assertThat(StaticClipMatcher.correlation(card, card(8, i -> level(i) + 40)))
                .isCloseTo(1, within(1e-9));
        assertThat(StaticClipMatcher.correlation(card, card(8, i -> level(i) * 7 / 10)))
                .isGreaterThan(0.9);
        assertThat(StaticClipMatcher.correlation(card(8, i -> level(i) * 7 / 10), card))
                .isGreaterThan(0.8);
    }

    @Test
    void muchMoreOrLessContrastIsAnotherImage() {
        ClipFingerprint flat = card(8, i -> level(i) / 2);
        assertThat(StaticClipMatcher.correlation(card, flat)).isZero();
        assertThat(StaticClipMatcher.correlation(flat, card)).isZero();
    }

    @Test
    void durationsDifferByAtMostASecond() {
        assertThat(StaticClipMatcher.correlation(card, card(9, i -> level(i)))).isPositive();
        assertThat(StaticClipMatcher.correlation(card, card(7, i -> level(i)))).isPositive();
        assertThat(StaticClipMatcher.correlation(card, card(9.1, i -> level(i)))).isZero();
        assertThat(StaticClipMatcher.correlation(card, card(6.9, i -> level(i)))).isZero();
    }

    @Test
    void contrastIsTheStandardDeviationOfTheGreyLevels() {
        assertThat(StaticClipMatcher.contrast(image(i -> i % 2 == 0 ? 130 : 230))).isEqualTo(50);
        assertThat(StaticClipMatcher.contrast(image(_ -> 200))).isZero();
    }

    @Test
    void imagesOfNearlyOneLevelAreTooLittle() {
        ClipFingerprint faint = card(8, i -> i % 2 == 0 ? 100 : 111);
        assertThat(faint.content()).isEqualTo(ClipFingerprint.Content.TOO_LITTLE);
        ClipFingerprint clear = card(8, i -> i % 2 == 0 ? 100 : 112);
        assertThat(clear.content()).isEqualTo(ClipFingerprint.Content.STATIC);
    }

    private static ClipFingerprint card(double seconds, IntUnaryOperator levels) {
        float[] times = {0, 1, 2};
        Thumbnails thumbnails = Thumbnails.of(new float[times.length][Thumbnails.CELLS]);
        return new ClipFingerprint(
                seconds, 1, null, times, 0, new long[0], thumbnails, image(levels));
    }

    private static byte[] image(IntUnaryOperator levels) {
        byte[] image = new byte[CELLS];
        for (int i = 0; i < CELLS; i++) {
            image[i] = (byte) levels.applyAsInt(i);
        }
        return image;
    }
}
