package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.video.FingerprintFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds edited copies among many clips, and tells similar clips apart. */
class EditedCopyTest {
    private static final int CLIPS = 8;
    private static final DrawnClip.Change UNCHANGED = (screen, x, y, _) -> screen.at(x, y);
    private static final ClipIndex INDEX = new ClipIndex();

    @BeforeAll
    static void storeClips() {
        for (int i = 0; i < CLIPS; i++) {
            INDEX.add(i, ClipFingerprint.decode(new DrawnClip(i).fingerprint().thinned().encode()));
        }
    }

    /** Returns the edits of the image that copies make. */
    static Stream<Named<DrawnClip.Change>> changes() {
        return Stream.of(
                Named.of("unchanged", UNCHANGED),
                Named.of("mirrored", (screen, x, y, _) -> screen.at(1 - x, y)),
                Named.of(
                        "bordered",
                        (screen, x, y, _) ->
                                inset(screen, (x - 0.12) / 0.76, (y - 0.12) / 0.76, 16)),
                Named.of("white bars", (screen, x, y, _) -> inset(screen, x, (y - 0.2) / 0.6, 255)),
                Named.of("on blurred background", EditedCopyTest::onBlurredBackground),
                Named.of(
                        "picture in frame",
                        (screen, x, y, _) ->
                                inset(
                                        screen,
                                        (x - 0.1) / 0.6,
                                        (y - 0.3) / 0.6,
                                        90 + 60 * Math.sin(20 * x) * Math.cos(13 * y))),
                Named.of(
                        "cropped",
                        (screen, x, y, _) -> screen.at(0.08 + 0.84 * x, 0.08 + 0.84 * y)),
                Named.of("cropped to a corner", (screen, x, y, _) -> screen.at(0.85 * x, 0.85 * y)),
                Named.of("cropped at the bottom", (screen, x, y, _) -> screen.at(x, 0.88 * y)),
                Named.of(
                        "zoomed", (screen, x, y, _) -> screen.at(0.12 + 0.76 * x, 0.12 + 0.76 * y)),
                Named.of("brighter", (screen, x, y, _) -> 1.25 * screen.at(x, y) + 20),
                Named.of(
                        "darker",
                        (screen, x, y, _) ->
                                255 * Math.pow(Math.clamp(screen.at(x, y) / 255, 0, 1), 1.6)),
                Named.of("noisy", EditedCopyTest::noisy),
                Named.of("captioned", EditedCopyTest::captioned),
                Named.of("watermarked", EditedCopyTest::watermarked));
    }

    private static double inset(DrawnClip.Screen screen, double x, double y, double background) {
        return x >= 0 && x < 1 && y >= 0 && y < 1 ? screen.at(x, y) : background;
    }

    private static double onBlurredBackground(
            DrawnClip.Screen screen, double x, double y, double seconds) {
        double v = (y - 0.25) / 0.5;
        if (v >= 0 && v < 1) {
            return screen.at(x, v);
        }
        double sum = 0;
        for (int i = -2; i <= 2; i++) {
            for (int j = -2; j <= 2; j++) {
                sum += screen.at(0.2 + 0.6 * x + 0.05 * i, y + 0.05 * j);
            }
        }
        return sum / 25;
    }

    private static double noisy(DrawnClip.Screen screen, double x, double y, double seconds) {
        Random random = new Random(Double.doubleToLongBits(x * 7 + y * 131 + seconds));
        return screen.at(x, y) + 8 * random.nextGaussian();
    }

    private static double captioned(DrawnClip.Screen screen, double x, double y, double seconds) {
        boolean letters = Math.sin(90 * x) > 0 && Math.sin(150 * y) > -0.5;
        boolean box = y > 0.7 && y < 0.84 && x > 0.1 && x < 0.9;
        return box ? (letters ? 30 : 240) : screen.at(x, y);
    }

    private static double watermarked(DrawnClip.Screen screen, double x, double y, double seconds) {
        boolean left = seconds % 5 < 2.5;
        double u = left ? x - 0.05 : x - 0.7;
        double v = left ? y - 0.05 : y - 0.9;
        boolean mark = u > 0 && u < 0.25 && v > 0 && v < 0.05 && Math.sin(120 * u) > 0;
        return mark ? 250 : screen.at(x, y);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void findsEditedCopy(DrawnClip.Change change) {
        for (int i = 0; i < CLIPS; i++) {
            assertThat(id(INDEX, new DrawnClip(i).copy(change)))
                    .as("copy of %d", i)
                    .hasValue((long) i);
        }
    }

    @Test
    void doesNotMatchUnrelatedClips() {
        for (int seed = 100; seed < 160; seed++) {
            assertThat(INDEX.find(new DrawnClip(seed).fingerprint())).as("clip %d", seed).isEmpty();
        }
    }

    @Test
    void doesNotMatchClipsSharingAnIntro() {
        ClipIndex index = new ClipIndex();
        for (int i = 0; i < 8; i++) {
            ClipFingerprint clip = withIntro(200 + i);
            assertThat(index.find(clip)).as("clip %d", i).isEmpty();
            index.add(i, clip);
        }
        assertThat(id(index, withIntro(203))).hasValue(3L);
    }

    private static ClipFingerprint withIntro(int seed) {
        List<FingerprintFrame> all =
                new ArrayList<>(new DrawnClip(199).frames(72, 128, 0, 3, 1, UNCHANGED));
        for (FingerprintFrame frame : new DrawnClip(seed).frames(72, 128, 0, 5, 1, UNCHANGED)) {
            all.add(new FingerprintFrame(3 + frame.seconds(), 72, 128, frame.grey()));
        }
        return DrawnClip.build(all, 8);
    }

    @Test
    void doesNotMatchClipsOfOneStudio() {
        ClipIndex index = new ClipIndex();
        for (int i = 0; i < 8; i++) {
            ClipFingerprint clip = inStudio(300 + i, 0);
            assertThat(index.find(clip)).as("clip %d", i).isEmpty();
            index.add(i, clip);
        }
        assertThat(id(index, inStudio(304, 0.6))).hasValue(4L);
    }

    /** Three quarters of the image are static and the same in all of these clips. */
    private static ClipFingerprint inStudio(int seed, double from) {
        DrawnClip.Screen studio = new DrawnClip(299).screen(1);
        return new DrawnClip(seed, 100)
                .copy(
                        72,
                        128,
                        from,
                        10,
                        1,
                        (speaker, x, y, _) ->
                                x > 0.25 && x < 0.75 && y > 0.3 && y < 0.8
                                        ? speaker.at(x, y)
                                        : studio.at(x, y));
    }

    @Test
    void findsClipsAddedBeforeAndAfterManyCopiesOfAnother() {
        ClipIndex index = new ClipIndex();
        index.add(1, new DrawnClip(1).fingerprint());
        ClipFingerprint viral = new DrawnClip(2).fingerprint().thinned();
        for (int i = 0; i < 2000; i++) {
            index.add(100 + i, viral);
        }
        index.add(2, new DrawnClip(3).fingerprint());
        assertThat(id(index, new DrawnClip(1).cut(0.7, 9))).hasValue(1L);
        assertThat(id(index, new DrawnClip(3).cut(0.7, 9))).hasValue(2L);
        assertThat(id(index, new DrawnClip(2).cut(0.7, 9)).orElseThrow()).isBetween(100L, 2099L);
    }

    private static Optional<Long> id(ClipIndex index, ClipFingerprint clip) {
        return index.find(clip).map(ClipMatch::id);
    }
}
