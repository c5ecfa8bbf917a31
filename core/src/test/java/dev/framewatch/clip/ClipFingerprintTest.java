package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.clip.ClipFingerprint.Content;
import dev.framewatch.video.FingerprintFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ClipFingerprintTest {
    private final ClipFingerprint clip = new DrawnClip(1).fingerprint();

    @Test
    void decodesWhatWasEncoded() {
        assertThat(ClipFingerprint.decode(clip.encode())).isEqualTo(clip);
        assertThat(ClipFingerprint.decode(clip.thinned().encode())).isEqualTo(clip.thinned());
    }

    @Test
    void thinnedFingerprintIsSmall() {
        assertThat(clip.samples()).isEqualTo(40);
        assertThat(clip.thinned().samples()).isEqualTo(20);
        assertThat(clip.thinned().encode().length).isLessThan(20 * 170 + 400);
    }

    @Test
    void thinnedKeepsTheSamplesAtWholeAndHalfSeconds() {
        assertThat(times(sampled(10, 0, 0.25f, 0.5f, 0.75f, 1, 1.5f).thinned()))
                .containsExactly(0, 0.5f, 1, 1.5f);
        assertThat(times(sampled(12, 0, 0.25f, 0.5f, 0.75f, 1, 1.5f, 2).thinned()))
                .containsExactly(0, 1, 2);
    }

    @Test
    void thinnedKeepsASampleUpToASixteenthOfASecondEarly() {
        assertThat(times(sampled(10, 0, 0.43f, 0.46f, 0.7f, 0.95f, 1.2f).thinned()))
                .containsExactly(0, 0.46f, 0.95f);
        assertThat(times(sampled(10, 0, 0.4375f, 0.5f).thinned())).containsExactly(0, 0.5f);
    }

    @Test
    void thinnedTakesTheNextSampleWhereOneIsMissing() {
        assertThat(times(sampled(12, 0.3f, 0.8f, 2.4f, 2.95f, 3.4f).thinned()))
                .containsExactly(0.3f, 2.4f, 2.95f);
    }

    /** Returns a static clip with samples at the given times. */
    private static ClipFingerprint sampled(double seconds, float... times) {
        return of(seconds, 1, times, 0);
    }

    private static ClipFingerprint of(double seconds, double aspect, float[] times, int views) {
        return new ClipFingerprint(
                seconds,
                aspect,
                null,
                times,
                views,
                new long[views * times.length],
                Thumbnails.of(new float[times.length][Thumbnails.CELLS]),
                new byte[0]);
    }

    private static float[] times(ClipFingerprint clip) {
        float[] times = new float[clip.samples()];
        for (int i = 0; i < times.length; i++) {
            times[i] = clip.time(i);
        }
        return times;
    }

    @Test
    void clipsOfThreeSecondsAndThreeSamplesCanMatch() {
        assertThat(sampled(3, 0, 1, 2).content()).isEqualTo(Content.MOVING);
        assertThat(sampled(2.9, 0, 1, 2).content()).isEqualTo(Content.TOO_LITTLE);
        assertThat(sampled(3, 0, 1).content()).isEqualTo(Content.TOO_LITTLE);
    }

    @Test
    void rejectsValuesOutOfRange() {
        float[] times = {0, 1};
        assertThat(of(0, 1, times, 0).seconds()).isZero();
        assertInvalid(() -> of(-0.1, 1, times, 0), "seconds cannot be -0.1");
        assertInvalid(() -> of(1e7, 1, times, 0), "seconds cannot be 1.0E7");
        assertInvalid(() -> of(1, 0.001, times, 0), "aspect cannot be 0.001");
        assertInvalid(() -> of(1, 1000, times, 0), "aspect cannot be 1000.0");
        assertInvalid(() -> of(1, 1, times, 3), "hashes per sample cannot be 3.0");
        assertInvalid(() -> sampled(1, 1, 1), "time cannot be 1.0");
        assertInvalid(() -> sampled(1, -1), "time cannot be -1.0");
        assertInvalid(() -> sampled(1, 1e7f), "time cannot be 1.0E7");
    }

    @Test
    void rejectsPartsThatDoNotFitTogether() {
        float[] times = {0, 1};
        Thumbnails two = Thumbnails.of(new float[2][Thumbnails.CELLS]);
        Thumbnails one = Thumbnails.of(new float[1][Thumbnails.CELLS]);
        long[] hashes = new long[8];
        byte[] image = new byte[0];
        assertThat(new ClipFingerprint(1, 1, null, times, 4, hashes, two, image).samples())
                .isEqualTo(2);
        assertInvalid(
                () -> new ClipFingerprint(1, 1, null, times, 4, new long[7], two, image),
                "number of hashes cannot be 7.0");
        assertInvalid(
                () -> new ClipFingerprint(1, 1, null, times, 4, hashes, one, image),
                "number of thumbnails cannot be 1.0");
        assertInvalid(
                () -> new ClipFingerprint(1, 1, null, times, 4, hashes, two, new byte[5]),
                "size of the static image cannot be 5.0");
        assertInvalid(
                () -> new ClipFingerprint(1, 1, null, new float[0], 0, new long[0], two, image),
                "number of samples cannot be 0.0");
    }

    private static void assertInvalid(ThrowingCallable creation, String message) {
        assertThatIllegalArgumentException().isThrownBy(creation).withMessage(message);
    }

    @Test
    void rejectsCorruptedOrTruncatedBytes() {
        byte[] bytes = clip.thinned().encode();
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> ClipFingerprint.decode(damaged))
                    .isInstanceOf(InvalidFingerprintException.class)
                    .hasMessageContaining("scan the video again");
        }
        for (int length = 0; length < bytes.length; length += 37) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ClipFingerprint.decode(truncated))
                    .isInstanceOf(InvalidFingerprintException.class);
        }
    }

    @Test
    void rejectsInvalidFieldsWithValidChecksum() {
        byte[] bytes = clip.thinned().encode();
        assertRejected(bytes, in -> in.put(4, (byte) 9), "unsupported version 9 (expected 1)");
        assertRejected(bytes, in -> in.putDouble(5, Double.NaN), "seconds cannot be NaN");
        assertRejected(bytes, in -> in.putDouble(13, -2), "aspect cannot be -2.0");
        assertRejected(bytes, in -> in.putDouble(22, 3), "not a part of an image");
        assertRejected(bytes, in -> in.putShort(54, (short) 0xffff), "65535 samples");
        assertRejected(bytes, in -> in.putShort(54, (short) 21), "truncated");
        assertRejected(bytes, in -> in.putFloat(57, Float.NaN), "time cannot be NaN");
        assertRejected(bytes, in -> in.put(56, (byte) 17), "20 samples with 17 hashes each");
        assertRejected(bytes, in -> in.put(56, (byte) -1), "20 samples with -1 hashes each");
        assertRejected(Arrays.copyOf(bytes, bytes.length + 1), _ -> {}, "trailing data");
    }

    private static void assertRejected(byte[] bytes, Consumer<ByteBuffer> damage, String message) {
        byte[] damaged = bytes.clone();
        damage.accept(ByteBuffer.wrap(damaged));
        updateChecksum(damaged);
        assertThatThrownBy(() -> ClipFingerprint.decode(damaged))
                .isInstanceOf(InvalidFingerprintException.class)
                .hasMessageContaining(message);
    }

    /** Recomputes the checksum, as a forger would. */
    private static void updateChecksum(byte[] bytes) {
        int end = bytes.length - 4;
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, end);
        ByteBuffer.wrap(bytes).putInt(end, (int) sum.getValue());
    }

    @Test
    void throwsNothingElseOnRandomBytes() {
        byte[] bytes = clip.thinned().encode();
        Random random = new Random(2);
        ClipIndex index = new ClipIndex();
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            for (int j = 0; j < 3; j++) {
                damaged[5 + random.nextInt(80)] = (byte) random.nextInt(256);
            }
            updateChecksum(damaged);
            try {
                index.add(1, ClipFingerprint.decode(damaged));
            } catch (InvalidFingerprintException expected) {
                assertThat(expected).hasMessageContaining("invalid fingerprint");
            }
            assertThatCode(() -> index.find(clip)).doesNotThrowAnyException();
        }
    }

    @Test
    void returnsNullForVideoWithoutFrames() {
        assertThat(new FingerprintBuilder().build(3)).isNull();
    }

    @Test
    void acceptsFramesInTimeOrderOfAnySize() {
        FingerprintBuilder builder = new FingerprintBuilder();
        builder.add(new FingerprintFrame(1, 4, 8, new byte[32]));
        builder.add(new FingerprintFrame(0.5, 4, 8, new byte[32]));
        builder.add(new FingerprintFrame(2, 8, 4, new byte[32]));
        builder.add(new FingerprintFrame(3, 1, 1, new byte[1]));
        ClipFingerprint fingerprint = Objects.requireNonNull(builder.build(3.5));
        assertThat(fingerprint.samples()).isEqualTo(3);
        assertThat(fingerprint.seconds()).isEqualTo(3.5);
        assertThat(fingerprint.aspect()).isEqualTo(0.5);
    }

    @Test
    void durationIsAtLeastThatOfTheFrames() {
        FingerprintBuilder builder = new FingerprintBuilder();
        builder.add(new FingerprintFrame(1, 1, 1, new byte[1]));
        assertThat(Objects.requireNonNull(builder.build(0)).seconds()).isEqualTo(1.25);
        assertThat(Objects.requireNonNull(builder.build(9)).seconds()).isEqualTo(9);
    }

    @Test
    void onlyTheFirstTenMinutesOfAVideoCount() {
        FingerprintBuilder builder = new FingerprintBuilder();
        for (int i = 0; i <= FingerprintFrame.MAX_PER_VIDEO; i++) {
            builder.add(new FingerprintFrame(0.25 * i, 1, 1, new byte[1]));
        }
        ClipFingerprint fingerprint = Objects.requireNonNull(builder.build(3600));
        assertThat(fingerprint.samples()).isEqualTo(FingerprintFrame.MAX_PER_VIDEO);
        assertThat(fingerprint.seconds()).isEqualTo(600);
    }

    @Test
    void staticImageIsTheMeanOfTheFrames() {
        FingerprintBuilder builder = new FingerprintBuilder();
        for (int i = 0; i < 4; i++) {
            byte grey = (byte) (200 + i % 2 * 2);
            builder.add(new FingerprintFrame(i, 2, 1, new byte[] {grey, 50}));
        }
        byte[] image = Objects.requireNonNull(builder.build(4)).staticImage();
        assertThat(image).hasSize(48 * 48).startsWith(201).endsWith(50);
        builder.add(new FingerprintFrame(5, 2, 1, new byte[] {(byte) 210, 50}));
        assertThat(Objects.requireNonNull(builder.build(6)).staticImage()).isEmpty();
    }
}
