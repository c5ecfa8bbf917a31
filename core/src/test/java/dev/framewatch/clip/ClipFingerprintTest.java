package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.RelativeRect;
import dev.framewatch.video.FingerprintFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
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
    }

    @Test
    void findsMotionRegionInsideStaticBorder() {
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
}
