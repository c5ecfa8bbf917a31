package dev.framewatch.learn.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceDetector;
import dev.framewatch.vision.FaceEmbedder;
import dev.framewatch.vision.FaceEmbedding;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A photo here is 40 pixels wide for each face in it; where a face lies says whose it is. */
class EnrolmentFaceSelectorTest {
    private static final float[] LEFT = {1, 0};
    private static final float[] RIGHT = {0, 1};

    @TempDir private Path folder;
    private int photos;

    private Path photo(int faces) throws IOException {
        return photoOf(Math.max(1, 40 * faces));
    }

    private Path photoOf(int width) throws IOException {
        return Images.writeJpeg(
                folder.resolve("photo%d.jpg".formatted(photos++)), Images.black(width, 50));
    }

    private static EnrolmentFaceSelector choose(List<Path> photos, @Nullable Integer face) {
        return EnrolmentFaceSelector.of(
                photos,
                face,
                new FeatureExtractor(new Rows(), new Sides(), null),
                ProgressListener.SILENT);
    }

    @Test
    void aPhotoOfOnePersonIsTaken() throws IOException {
        EnrolmentFaceSelector chosen = choose(List.of(photo(1)), null);

        assertThat(chosen.embeddings()).containsExactly(LEFT);
        assertThat(chosen.warnings()).isEmpty();
    }

    @Test
    void aPhotoWithoutAFaceIsNamedAndLeftOut() throws IOException {
        EnrolmentFaceSelector chosen = choose(List.of(photo(1), photo(0)), null);

        assertThat(chosen.embeddings()).hasSize(1);
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

        assertThat(asked.embeddings()).isEmpty();
        assertThat(asked.warnings())
                .singleElement()
                .asString()
                .contains("photo0.jpg", "several faces", "face 1,", "face 2,", "skipped");
        assertThat(answered.embeddings()).containsExactly(RIGHT);
    }

    @Test
    void otherPhotosOfOnePersonTellWhichOneIsMeantAndItSaysSo() throws IOException {
        EnrolmentFaceSelector chosen =
                choose(List.of(photo(1), photo(1), photo(1), photo(2)), null);

        assertThat(chosen.embeddings())
                .hasSize(4)
                .allSatisfy(face -> assertThat(face).isEqualTo(LEFT));
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

        assertThat(both.embeddings()).hasSize(1);
        assertThat(both.warnings())
                .singleElement()
                .asString()
                .contains("photo1.jpg: skipped", "20 pixels wide");
        assertThat(alone.embeddings()).hasSize(1);
        assertThat(alone.warnings()).singleElement().asString().contains("only 20 pixels wide");
    }

    /** A face every 40 pixels; in a narrower picture, one as wide as that. */
    private static final class Rows implements FaceDetector {
        @Override
        public List<Face> detect(RgbImage picture) {
            List<Face> faces = new ArrayList<>();
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

    /** Whoever is on the left is one person, everybody else another. */
    private static final class Sides implements FaceEmbedder {
        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public FaceEmbedding embed(RgbImage picture, Box face) {
            return new FaceEmbedding(face.x() == 0 ? LEFT : RIGHT, 1);
        }

        @Override
        public void close() {}
    }
}
