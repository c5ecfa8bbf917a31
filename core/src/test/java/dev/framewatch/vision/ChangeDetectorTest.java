package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.Box;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames of 320 x 256 pixels, that is of 32 x 26 cells of 10 pixels. */
class ChangeDetectorTest {
    private final ChangeDetector detector = new ChangeDetector();

    /** Returns a black frame with a chequered square of 20 pixels. */
    private static RgbImage squareAt(int left, int top) {
        return Images.of(
                320,
                256,
                (x, y) -> {
                    boolean inside = x >= left && x < left + 20 && y >= top && y < top + 20;
                    return inside && (x + y) % 4 < 2 ? 0xffffff : 0;
                });
    }

    @Test
    void firstFrameIsAChangeAndOnlyItsTexturesNeedASearch() {
        FrameChange change = detector.update(squareAt(40, 60));

        assertThat(change.isFirst()).isTrue();
        assertThat(change.changed()).containsExactly(new Box(0, 0, 320, 260));
        assertThat(change.textured()).containsExactly(new Box(40, 60, 20, 20));
    }

    @Test
    void sameFrameIsNoChange() {
        detector.update(squareAt(40, 60));

        assertThat(detector.update(squareAt(40, 60)).isNone()).isTrue();
    }

    @Test
    void objectThatMovesIsAChangeHereAndThere() {
        detector.update(squareAt(40, 60));

        FrameChange change = detector.update(squareAt(200, 100));

        assertThat(change.isFirst()).isFalse();
        assertThat(change.changed())
                .containsExactly(new Box(40, 60, 20, 20), new Box(200, 100, 20, 20));
        assertThat(change.textured()).containsExactly(new Box(200, 100, 20, 20));
    }

    @Test
    void noiseOfCompressionIsNoChange() {
        detector.update(Images.of(320, 256, (x, y) -> Images.colour(100, 100, 100)));

        FrameChange change =
                detector.update(
                        Images.of(
                                320,
                                256,
                                (x, y) -> {
                                    int level = 100 + (x * 7 + y * 3) % 3 - 1;
                                    return Images.colour(level, level, level);
                                }));

        assertThat(change.isNone()).isTrue();
    }

    /** Red and blue have the same luma. */
    @Test
    void changeOfColourAloneIsAChange() {
        detector.update(Images.of(320, 256, (x, y) -> Images.colour(200, 20, 20)));

        FrameChange change =
                detector.update(Images.of(320, 256, (x, y) -> Images.colour(20, 20, 200)));

        assertThat(change.changed()).containsExactly(new Box(0, 0, 320, 260));
    }

    @Test
    void slowFadeIsSeenWhenItHasAddedUp() {
        List<Boolean> seen =
                List.of(100, 101, 102, 103, 104).stream()
                        .map(level -> !detector.update(Images.grey(64, 64, level)).isNone())
                        .toList();

        assertThat(seen).containsExactly(true, false, true, false, true);
    }

    @Test
    void frameOfAnotherSizeIsAFirstFrame() {
        detector.update(squareAt(40, 60));

        assertThat(detector.update(Images.grey(64, 64, 9)).isFirst()).isTrue();
    }
}
