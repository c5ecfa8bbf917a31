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
    /** Where a PNG's second chunk begins, and where our chunk's first point does. */
    private static final int CHUNK = 33;

    private static final int FIRST_POINT = CHUNK + 9;

    private final LocalFeatureExtractor extractor = new LocalFeatureExtractor();
    private final PlanarObject harbour = PlanarObject.of(Prints.harbourOnWhite(), extractor);

    private byte[] file() throws IOException {
        return ReferenceImageFile.png(Prints.harbourOnWhite(), harbour);
    }

    @Test
    void whatIsReadBackFindsTheSame() throws IOException, UnreadableImageException {
        double[] x = {200, 320, 320, 200};
        double[] y = {200, 200, 320, 320};
        LocalFeatures frame = extractor.of(Prints.hung(Prints.street(4), Prints.harbour(), x, y));

        PlanarObject read = ReferenceImageFile.artwork(file(), extractor);

        assertThat(read.find(frame)).isNotNull().isEqualTo(harbour.find(frame));
    }

    @Test
    void keyPointsAreTakenFromTheFileNotLookedForAgain()
            throws IOException, UnreadableImageException {
        PlanarObject mill = PlanarObject.of(Prints.mill(), extractor);

        PlanarObject read =
                ReferenceImageFile.artwork(
                        ReferenceImageFile.png(Prints.harbour(), mill), extractor);

        assertThat(read.points().descriptors()).isEqualTo(mill.points().descriptors());
        assertThat(read.points().u()).isEqualTo(mill.points().u());
    }

    @Test
    void forEverybodyElseItIsAPicture() throws IOException, UnreadableImageException {
        RgbImage read = ImageFiles.read(file());

        assertThat(read.width()).isEqualTo(Prints.harbourOnWhite().width());
        assertThat(read.rgb()).isEqualTo(Prints.harbourOnWhite().rgb());
    }

    @Test
    void aPictureWithoutKeyPointsWillDo() throws IOException, UnreadableImageException {
        byte[] plain = ImageFiles.png(Prints.harbourOnWhite());

        assertThat(ReferenceImageFile.artwork(plain, extractor).points().descriptors())
                .isEqualTo(harbour.points().descriptors());
    }

    @Test
    void keyPointsOfAnotherVersionAreLookedForAgain() throws IOException, UnreadableImageException {
        byte[] file = file();
        file[CHUNK + 8] = 77;
        ByteBuffer.wrap(file).putFloat(FIRST_POINT, Float.NaN);

        assertThat(ReferenceImageFile.artwork(file, extractor).points().u())
                .isEqualTo(harbour.points().u());
    }

    @Test
    void keyPointsThatCannotBeAreRefused() throws IOException {
        float[] impossible = {Float.NaN, Float.POSITIVE_INFINITY, -1e30f, 1e30f};
        for (int number = 0; number < 4; number++) {
            for (float value : impossible) {
                byte[] file = file();
                ByteBuffer.wrap(file).putFloat(FIRST_POINT + Float.BYTES * number, value);

                assertThatThrownBy(() -> ReferenceImageFile.artwork(file, extractor))
                        .isInstanceOf(UnsuitableReferenceException.class)
                        .hasMessageContaining("key points are damaged; enrol");
            }
        }
    }

    @Test
    void halfAPointIsRefused() throws IOException {
        byte[] file = file();
        int length = ByteBuffer.wrap(file).getInt(CHUNK);
        byte[] cut = new byte[file.length - 5];
        System.arraycopy(file, 0, cut, 0, CHUNK + 8 + length - 5);
        System.arraycopy(file, CHUNK + 8 + length, cut, CHUNK + 3 + length, 4);
        System.arraycopy(
                file,
                CHUNK + 12 + length,
                cut,
                CHUNK + 7 + length,
                cut.length - CHUNK - 7 - length);
        ByteBuffer.wrap(cut).putInt(CHUNK, length - 5);

        assertThatThrownBy(() -> ReferenceImageFile.artwork(cut, extractor))
                .isInstanceOf(UnsuitableReferenceException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aFileCutOffAnywhereIsRefusedOrRead() throws IOException {
        byte[] file = file();
        for (int length = 0; length < file.length; length += 997) {
            byte[] cut = Arrays.copyOf(file, length);

            assertThatThrownBy(() -> ReferenceImageFile.artwork(cut, extractor))
                    .isInstanceOfAny(
                            UnreadableImageException.class, UnsuitableReferenceException.class);
        }
    }
}
