package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.TestModels;
import dev.framewatch.video.AreaDownscaler;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many faces in a frame, and small ones, put together from photos. */
class CrowdTest {
    private static final Path PEOPLE =
            Path.of(System.getProperty("basedir", "."), "../../shared/data/people");

    private static final List<RgbImage> FACES = new ArrayList<>();
    private static FaceDetector detector;
    private static FaceEmbedder embedder;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Files.isDirectory(PEOPLE), PEOPLE + " not found");
        detector = new FaceBoxes(OnnxModel.open(TestModels.obtain("faceboxes")));
        embedder =
                new CroppedEmbedder(
                        OnnxModel.open(TestModels.obtain("faceres")),
                        TestModels.store().model("faceres").input());
        List<Path> photos;
        try (Stream<Path> files = Files.walk(PEOPLE)) {
            photos = files.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path photo : photos) {
            RgbImage image = ImageFiles.read(photo);
            List<Face> faces = detector.detect(image);
            if (!faces.isEmpty()) {
                FACES.add(cut(image, faces.getFirst().box()));
            }
        }
    }

    @AfterAll
    static void close() {
        if (detector != null) {
            detector.close();
            embedder.close();
        }
    }

    /** Returns a square of twice the face, so that the face fills the middle half. */
    private static RgbImage cut(RgbImage image, Box box) {
        int side = Math.max(8, Math.round(2 * Math.max(box.width(), box.height())));
        int left = Math.round(box.x() + box.width() / 2 - side / 2f);
        int top = Math.round(box.y() + box.height() / 2 - side / 2f);
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int fromX = Math.clamp(left + x, 0, image.width() - 1);
                int fromY = Math.clamp(top + y, 0, image.height() - 1);
                int from = 3 * (fromY * image.width() + fromX);
                System.arraycopy(image.rgb(), from, rgb, 3 * (y * side + x), 3);
            }
        }
        return new RgbImage(side, side, rgb);
    }

    /** A grey frame with faces of a size in rows and columns. */
    private record Crowd(RgbImage frame, List<Box> faces) {
        static Crowd of(int width, int height, int columns, int rows, int facePixels) {
            byte[] rgb = new byte[3 * width * height];
            Arrays.fill(rgb, (byte) 120);
            List<Box> places = new ArrayList<>();
            for (int i = 0; i < columns * rows; i++) {
                RgbImage cut = FACES.get(i % FACES.size());
                int side = 2 * facePixels;
                RgbImage small =
                        AreaDownscaler.to(
                                cut, Math.min(side, cut.width()), Math.min(side, cut.height()));
                int left = i % columns * width / columns + (width / columns - side) / 2;
                int top = i / columns * height / rows + (height / rows - side) / 2;
                for (int y = 0; y < small.height(); y++) {
                    System.arraycopy(
                            small.rgb(),
                            3 * y * small.width(),
                            rgb,
                            3 * ((top + y) * width + left),
                            3 * small.width());
                }
                places.add(
                        new Box(
                                left + facePixels / 2f,
                                top + facePixels / 2f,
                                facePixels,
                                facePixels));
            }
            return new Crowd(new RgbImage(width, height, rgb), places);
        }

        long found(List<Box> boxes) {
            return faces.stream()
                    .filter(face -> boxes.stream().anyMatch(box -> box.iou(face) > 0.3))
                    .count();
        }
    }

    private static List<Box> detected(RgbImage image) {
        return detector.detect(image).stream().map(Face::box).toList();
    }

    @Test
    void everyFaceOfACrowdIsCompared() throws IOException {
        Crowd crowd = Crowd.of(1920, 1080, 10, 6, 80);
        FeatureExtractor extractor = new FeatureExtractor(detector, embedder, null);

        List<Box> compared =
                extractor.extract(crowd.frame).faces().stream()
                        .map(seen -> seen.face().box())
                        .toList();

        assertThat(crowd.found(compared)).as("of 60").isGreaterThanOrEqualTo(57);
        assertThat(compared).hasSameSizeAs(detected(crowd.frame));
        assertThat(extractor.extract(crowd.frame, 24).faces())
                .extracting(seen -> seen.face().box())
                .as("to learn from: the most confident ones")
                .isEqualTo(compared.subList(0, 24));
    }

    /**
     * The figures of docs/decisions/face-context.md: how many of 60 faces are found in a frame
     * whose longer side is 1024 pixels, by the side of the face.
     */
    @ParameterizedTest
    @CsvSource({"28, 30", "32, 46", "36, 57", "40, 61", "48, 63"})
    void smallFacesAreFound(int facePixels, int atLeast) {
        Crowd crowd = Crowd.of(1024, 1024, 8, 8, facePixels);

        assertThat(crowd.found(detected(crowd.frame)))
                .as("%d pixels, of 64", facePixels)
                .isGreaterThanOrEqualTo(atLeast);
    }
}
