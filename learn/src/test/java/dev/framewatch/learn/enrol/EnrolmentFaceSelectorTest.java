package dev.framewatch.learn.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.Box;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceDetector;
import dev.framewatch.vision.FaceEmbedder;
import dev.framewatch.vision.FaceEmbedding;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A photo here is 40 pixels wide for each face in it; where a face lies says whose it is. */
class EnrolmentFaceSelectorTest {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    @TempDir private Path folder;
    private int photos;

    private Path photo(int faces) throws IOException {
        return photoOf(Math.max(1, 40 * faces));
    }

    private Path photoOf(int width) throws IOException {
        return Images.writeJpeg(
                folder.resolve("photo%d.jpg".formatted(photos)),
                Images.black(width, 50 + photos++));
    }

    /** Returns a photo of whoever is on the right of others. */
    private Path photoOfAnother() throws IOException {
        return Images.writeJpeg(
                folder.resolve("photo%d.jpg".formatted(photos)), Images.black(40, 200 + photos++));
    }

    private static List<Integer> people(EnrolmentFaceSelector chosen) {
        return chosen.references().stream()
                .map(face -> face.embedding()[LEFT] > 0 ? LEFT : RIGHT)
                .toList();
    }

    private static EnrolmentFaceSelector choose(List<Path> photos, @Nullable Integer face)
            throws IOException {
        return EnrolmentFaceSelector.of(
                photos,
                face,
                List.of(),
                new FeatureExtractor(new Rows(), new Sides(), null),
                ProgressListener.SILENT);
    }

    @Test
    void aPhotoOfOnePersonIsTaken() throws IOException {
        EnrolmentFaceSelector chosen = choose(List.of(photo(1)), null);

        assertThat(people(chosen)).containsExactly(LEFT);
        assertThat(chosen.warnings()).isEmpty();
    }

    @Test
    void aPhotoWithoutAFaceIsNamedAndLeftOut() throws IOException {
        EnrolmentFaceSelector chosen = choose(List.of(photo(1), photo(0)), null);

        assertThat(chosen.references()).hasSize(1);
        assertThat(chosen.warnings())
                .singleElement()
                .asString()
                .contains("photo1.jpg", "no face found");
    }

    @Test
    void withSeveralFacesItAsksWhichOneIsMeant() throws IOException {
        List<Path> several = List.of(photo(2));

        EnrolmentFaceSelector asked = choose(several, null);
        EnrolmentFaceSelector answered = choose(several, 2);

        assertThat(asked.references()).isEmpty();
        assertThat(asked.warnings())
                .singleElement()
                .asString()
                .contains("photo0.jpg", "several faces", "face 1,", "face 2,", "skipped");
        assertThat(people(answered)).containsExactly(RIGHT);
    }

    @Test
    void otherPhotosOfOnePersonTellWhichOneIsMeantAndItSaysSo() throws IOException {
        EnrolmentFaceSelector chosen =
                choose(List.of(photo(1), photo(1), photo(1), photo(2)), null);

        assertThat(people(chosen)).containsExactly(LEFT, LEFT, LEFT, LEFT);
        assertThat(chosen.warnings())
                .singleElement()
                .asString()
                .contains("photo3.jpg", "face 1 is used");
    }

    @Test
    void aSmallFaceIsUsedOnlyWhereThereIsNoLarger() throws IOException {
        Path large = photo(1);
        Path small = photoOf(20);

        EnrolmentFaceSelector both = choose(List.of(large, small), null);
        EnrolmentFaceSelector alone = choose(List.of(small), null);

        assertThat(both.references()).hasSize(1);
        assertThat(both.warnings())
                .singleElement()
                .asString()
                .contains("photo1.jpg: skipped", "20 pixels wide");
        assertThat(alone.references()).hasSize(1);
        assertThat(alone.warnings()).singleElement().asString().contains("only 20 pixels wide");
    }

    @Test
    void samePhotoTwiceCountsOnceAndIsNamed() throws IOException {
        Path first = photo(1);
        Path copy = Files.copy(first, folder.resolve("copy.jpg"));

        EnrolmentFaceSelector chosen = choose(List.of(first, copy), null);

        assertThat(chosen.references()).hasSize(1);
        assertThat(chosen.warnings())
                .containsExactly(copy + ": skipped: the same photo as photo0.jpg");
    }

    @Test
    void photoUnlikeTheOthersIsNamedAndLeftOut() throws IOException {
        EnrolmentFaceSelector chosen =
                choose(List.of(photo(1), photoOfAnother(), photo(1), photo(1)), null);

        assertThat(people(chosen)).containsExactly(LEFT, LEFT, LEFT);
        assertThat(chosen.warnings())
                .singleElement()
                .asString()
                .contains("photo1.jpg: skipped", "another person?");
    }

    @Test
    void photosOfTwoPeopleAreRefusedByName() {
        assertThatThrownBy(() ->
                        choose(
                                List.of(photo(1), photoOfAnother(), photo(1), photoOfAnother()),
                                null))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContainingAll(
                        "different people", "photo0.jpg, photo2.jpg", "photo1.jpg, photo3.jpg");
    }

    @Test
    void photoThatLiesOnItsSideIsTurned() throws IOException {
        Path lying = Images.writeJpeg(folder.resolve("lying.jpg"), Images.black(60, 40));

        EnrolmentFaceSelector chosen = choose(List.of(lying), null);

        assertThat(people(chosen)).containsExactly(LEFT);
        assertThat(chosen.warnings()).isEmpty();
    }

    /** A face every 40 pixels; in a narrower picture, one as wide as that. */
    private static final class Rows implements FaceDetector {
        @Override
        public List<Face> detect(RgbImage picture) {
            List<Face> faces = new ArrayList<>();
            if (picture.height() < 50) {
                return faces;
            }
            for (int x = 0; x + 40 <= picture.width(); x += 40) {
                faces.add(new Face(new Box(x, 0, 40, 50), 0.9f));
            }
            if (faces.isEmpty() && picture.width() > 1) {
                faces.add(new Face(new Box(0, 0, picture.width(), 50), 0.9f));
            }
            return faces;
        }

        @Override
        public void close() {}
    }

    /**
     * Whoever is on the left is one person, everybody else another, and so is who is alone in a
     * tall picture. No two photos are the same.
     */
    private static final class Sides implements FaceEmbedder {
        private static final int DIMENSIONS = 64;
        private static final float HALF = (float) Math.sqrt(0.5);

        private int looks;

        @Override
        public int dimensions() {
            return DIMENSIONS;
        }

        @Override
        public FaceEmbedding embed(RgbImage picture, Box face) {
            float[] embedding = new float[DIMENSIONS];
            embedding[face.x() == 0 && picture.height() < 200 ? LEFT : RIGHT] = HALF;
            embedding[2 + looks++] = HALF;
            return new FaceEmbedding(embedding, 65);
        }

        @Override
        public void close() {}
    }
}
