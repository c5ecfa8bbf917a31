package dev.framewatch.vision.artwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReferenceImageFileTest {
    /** Offset of a PNG's second chunk. */
    private static final int CHUNK = 33;

    /** Offset of the first point in the key-point chunk. */
    private static final int FIRST_POINT = CHUNK + 9;

    private final LocalFeatureExtractor extractor = new LocalFeatureExtractor();
    private final PlanarObject harbour = PlanarObject.of(Prints.harbourOnWhite(), extractor);

    private byte[] file() throws IOException {
        return ReferenceImageFile.encode(Prints.harbourOnWhite(), harbour);
    }

    @Test
    void decodedObjectFindsTheSameMatch() throws IOException, UnreadableImageException {
        double[] x = {200, 320, 320, 200};
        double[] y = {200, 200, 320, 320};
        LocalFeatures frame =
                extractor.extract(Prints.withArtwork(Prints.clutter(4), Prints.harbour(), x, y));

        PlanarObject decoded = ReferenceImageFile.decode(file(), extractor);

        assertThat(decoded.find(frame)).isNotNull().isEqualTo(harbour.find(frame));
    }

    @Test
    void readsKeyPointsFromTheFile() throws IOException, UnreadableImageException {
        PlanarObject mill = PlanarObject.of(Prints.mill(), extractor);

        PlanarObject decoded =
                ReferenceImageFile.decode(
                        ReferenceImageFile.encode(Prints.harbour(), mill), extractor);

        assertThat(decoded.keypoints().descriptors()).isEqualTo(mill.keypoints().descriptors());
        assertThat(decoded.keypoints().u()).isEqualTo(mill.keypoints().u());
    }

    @Test
    void isReadableAsPlainImage() throws IOException, UnreadableImageException {
        RgbImage decoded = ImageFiles.read(file());

        assertThat(decoded.width()).isEqualTo(Prints.harbourOnWhite().width());
        assertThat(decoded.rgb()).isEqualTo(Prints.harbourOnWhite().rgb());
    }

    @Test
    void acceptsImageWithoutKeyPoints() throws IOException, UnreadableImageException {
        byte[] png = ImageFiles.encodePng(Prints.harbourOnWhite());

        assertThat(ReferenceImageFile.decode(png, extractor).keypoints().descriptors())
                .isEqualTo(harbour.keypoints().descriptors());
    }

    @Test
    void recomputesKeyPointsOfAnotherVersion() throws IOException, UnreadableImageException {
        byte[] file = file();
        file[CHUNK + 8] = 77;
        ByteBuffer.wrap(file).putFloat(FIRST_POINT, Float.NaN);

        assertThat(ReferenceImageFile.decode(file, extractor).keypoints().u())
                .isEqualTo(harbour.keypoints().u());
    }

    @Test
    void rejectsInvalidKeyPoints() throws IOException {
        float[] invalidValues = {Float.NaN, Float.POSITIVE_INFINITY, -1e30f, 1e30f};
        for (int number = 0; number < 4; number++) {
            for (float value : invalidValues) {
                byte[] file = file();
                ByteBuffer.wrap(file).putFloat(FIRST_POINT + Float.BYTES * number, value);

                assertThatThrownBy(() -> ReferenceImageFile.decode(file, extractor))
                        .isInstanceOf(UnsuitableReferenceException.class)
                        .hasMessageContaining("key points are damaged; enrol");
            }
        }
    }

    @Test
    void rejectsPartialPoint() throws IOException {
        byte[] file = file();
        int length = ByteBuffer.wrap(file).getInt(CHUNK);
        byte[] truncated = new byte[file.length - 5];
        System.arraycopy(file, 0, truncated, 0, CHUNK + 8 + length - 5);
        System.arraycopy(file, CHUNK + 8 + length, truncated, CHUNK + 3 + length, 4);
        System.arraycopy(
                file,
                CHUNK + 12 + length,
                truncated,
                CHUNK + 7 + length,
                truncated.length - CHUNK - 7 - length);
        ByteBuffer.wrap(truncated).putInt(CHUNK, length - 5);

        assertThatThrownBy(() -> ReferenceImageFile.decode(truncated, extractor))
                .isInstanceOf(UnsuitableReferenceException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void rejectsTruncatedFile() throws IOException {
        byte[] file = file();
        for (int length = 0; length < file.length; length += 997) {
            byte[] truncated = Arrays.copyOf(file, length);

            assertThatThrownBy(() -> ReferenceImageFile.decode(truncated, extractor))
                    .isInstanceOfAny(
                            UnreadableImageException.class, UnsuitableReferenceException.class);
        }
    }
}
