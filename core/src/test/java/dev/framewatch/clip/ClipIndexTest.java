package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.clip.ClipFingerprint.Content;
import dev.framewatch.video.FingerprintFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClipIndexTest {
    private static final int CLIPS = 8;
    private static final DrawnClip.Change UNCHANGED = (screen, x, y, _) -> screen.at(x, y);
    private static final ClipIndex INDEX = new ClipIndex();

    @BeforeAll
    static void storeClips() {
        for (int i = 0; i < CLIPS; i++) {
            INDEX.add(i, ClipFingerprint.decode(new DrawnClip(i).fingerprint().thinned().encode()));
        }
    }

    @Test
    void reportsMirroredCopy() {
        ClipFingerprint copy = new DrawnClip(0).copy((screen, x, y, _) -> screen.at(1 - x, y));
        assertThat(INDEX.find(copy).map(ClipMatch::mirrored)).hasValue(true);
        assertThat(INDEX.find(new DrawnClip(0).copy(UNCHANGED)).map(ClipMatch::mirrored))
                .hasValue(false);
    }

    @Test
    void findsCopiesOfOtherSizeAndAspectRatio() {
        DrawnClip clip = new DrawnClip(3);
        assertThat(id(INDEX, clip.copy(36, 64, 0, 10, 1, UNCHANGED))).hasValue(3L);
        assertThat(id(INDEX, clip.copy(128, 96, 0, 10, 1, UNCHANGED))).hasValue(3L);
    }

    @Test
    void findsTrimmedCopyAndItsOffset() {
        for (double from : new double[] {0.5, 1.1, 1.37, 2.6}) {
            ClipMatch match = INDEX.find(new DrawnClip(4).cut(from, 8.7)).orElseThrow();
            assertThat(match.id()).isEqualTo(4);
            assertThat(match.offsetSeconds()).isCloseTo(from, within(0.15));
            assertThat(match.sharedSeconds()).isCloseTo(8.7 - from, within(0.5));
        }
    }

    @Test
    void findsCopyAtOtherSpeedAndItsFactor() {
        for (double speed : new double[] {0.94, 1.06}) {
            ClipFingerprint copy = new DrawnClip(5).copy(72, 128, 0, 10, speed, UNCHANGED);
            ClipMatch match = INDEX.find(copy).orElseThrow();
            assertThat(match.id()).isEqualTo(5);
            assertThat(match.speed()).isCloseTo(speed, within(0.025));
        }
    }

    @Test
    void findsCopyWithPrependedMaterial() {
        List<FingerprintFrame> all =
                new ArrayList<>(new DrawnClip(70).frames(72, 128, 0, 3, 1, UNCHANGED));
        for (FingerprintFrame frame : new DrawnClip(6).frames(72, 128, 0, 10, 1, UNCHANGED)) {
            all.add(new FingerprintFrame(3 + frame.seconds(), 72, 128, frame.grey()));
        }
        ClipMatch match = INDEX.find(DrawnClip.build(all, 13)).orElseThrow();
        assertThat(match.id()).isEqualTo(6);
        assertThat(match.offsetSeconds()).isCloseTo(-3, within(0.15));
    }

    @Test
    void matchesStaticClipOnlyWithSameImageAndDuration() {
        ClipIndex index = new ClipIndex();
        for (int i = 0; i < 5; i++) {
            index.add(i, card(i, 8));
        }
        ClipFingerprint copy = card(2, 8.4);
        assertThat(copy.content()).isEqualTo(Content.STATIC);
        assertThat(id(index, copy)).hasValue(2L);
        assertThat(index.find(card(2, 15))).isEmpty();
        assertThat(index.find(card(7, 8))).isEmpty();
    }

    /** Returns a title card; title cards differ in one short line. */
    private static ClipFingerprint card(int number, double seconds) {
        Random random = new Random(number);
        boolean[] line = new boolean[20];
        for (int i = 0; i < line.length; i++) {
            line[i] = random.nextBoolean();
        }
        return new DrawnClip(400)
                .copy(
                        72,
                        128,
                        0,
                        seconds,
                        1,
                        (_, x, y, _) -> {
                            boolean isOwnLine = y > 0.5 && y < 0.54 && line[(int) (20 * x)];
                            boolean isTitle = y > 0.2 && y < 0.3 && Math.sin(60 * x) > 0;
                            return isOwnLine || isTitle ? 230 : 40 + 20 * y;
                        });
    }

    @Test
    void staticMatchHasNoOffsetAndTheShorterDuration() {
        ClipIndex index = new ClipIndex();
        index.add(1, card(2, 8));
        ClipMatch match = index.find(card(2, 8.4)).orElseThrow();
        assertThat(match)
                .isEqualTo(
                        new ClipMatch(1, match.similarity(), 0, 1, false, match.sharedSeconds()));
        assertThat(match.similarity()).isBetween(0.9, 1.0);
        assertThat(match.sharedSeconds()).isEqualTo(8);
    }

    @Test
    void neverMatchesNearlyUniformClips() {
        ClipIndex index = new ClipIndex();
        for (int i = 0; i < 1000; i++) {
            index.add(i, dark(i));
        }
        assertThat(dark(1).content()).isEqualTo(Content.TOO_LITTLE);
        assertThat(index.find(dark(1))).isEmpty();
        index.add(5000, new DrawnClip(1).fingerprint());
        assertThat(id(index, new DrawnClip(1).cut(1.3, 10))).hasValue(5000L);
    }

    private static ClipFingerprint dark(int seed) {
        List<FingerprintFrame> frames = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < 16; i++) {
            byte[] grey = new byte[18 * 32];
            for (int at = 0; at < grey.length; at++) {
                grey[at] = (byte) random.nextInt(4);
            }
            frames.add(new FingerprintFrame(0.25 * i, 18, 32, grey));
        }
        return DrawnClip.build(frames, 4);
    }

    @Test
    void neverMatchesClipsShorterThanThreeSeconds() {
        ClipFingerprint brief = new DrawnClip(2).cut(0, 2.5);
        assertThat(brief.content()).isEqualTo(Content.TOO_LITTLE);
        assertThat(INDEX.find(brief)).isEmpty();
    }

    @Test
    void clipIsItsOwnBestMatch() {
        ClipMatch match = INDEX.find(new DrawnClip(2).fingerprint().thinned()).orElseThrow();
        assertThat(match.id()).isEqualTo(2);
        assertThat(match.similarity()).isBetween(0.95, 1.0);
        assertThat(match.offsetSeconds()).isCloseTo(0, within(0.05));
        assertThat(match.speed()).isCloseTo(1, within(0.01));
        assertThat(match.sharedSeconds()).isCloseTo(10, within(0.2));
    }

    @Test
    void candidateWithTheMostVotesComesFirst() {
        ClipIndex index = new ClipIndex();
        for (int i = 0; i < 70; i++) {
            index.add(100 + i, i == 65 ? new DrawnClip(5).fingerprint() : card(i, 8));
        }
        index.add(3, new DrawnClip(5).cut(4, 10));
        List<AlignmentVotes.Candidate> found = index.candidates(new DrawnClip(5).fingerprint(), 10);
        assertThat(found.getFirst())
                .isEqualTo(
                        new AlignmentVotes.Candidate(
                                65,
                                false,
                                found.getFirst().offset(),
                                found.getFirst().queryView(),
                                found.getFirst().storedView()));
        assertThat(found.getFirst().offset()).isCloseTo(0, within(1.0));
        assertThat(found).extracting(AlignmentVotes.Candidate::clip).containsOnly(65, 70);
        assertThat(index.candidates(new DrawnClip(5).fingerprint(), 1)).hasSize(1);
    }

    @Test
    void findsWithThinnedFingerprint() {
        ClipFingerprint thinned = new DrawnClip(7).fingerprint().thinned();
        assertThat(thinned.samples()).isLessThan(new DrawnClip(7).fingerprint().samples());
        assertThat(thinned.thinned()).isSameAs(thinned);
        assertThat(id(INDEX, thinned)).hasValue(7L);
    }

    @Test
    void removesAndReplacesClips() {
        ClipIndex index = new ClipIndex();
        index.add(1, new DrawnClip(1).fingerprint());
        index.add(1, new DrawnClip(2).fingerprint());
        assertThat(index.size()).isEqualTo(1);
        assertThat(index.find(new DrawnClip(1).fingerprint())).isEmpty();
        assertThat(id(index, new DrawnClip(2).fingerprint())).hasValue(1L);
        assertThat(index.remove(1)).isTrue();
        assertThat(index.remove(1)).isFalse();
        assertThat(index.find(new DrawnClip(2).fingerprint())).isEmpty();
    }

    private static Optional<Long> id(ClipIndex index, ClipFingerprint clip) {
        return index.find(clip).map(ClipMatch::id);
    }
}
