package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.Images;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs both detectors and the embedding network on real frames of the tutorial. */
class FacesInFramesTest {
    private static final int FRAMES = 24;

    enum DetectorKind {
        FACEBOXES,
        YUNET
    }

    private static final List<RgbImage> WITH_TARGET = new ArrayList<>();
    private static final List<RgbImage> WITHOUT = new ArrayList<>();
    private static FaceDetector faceBoxes;
    private static FaceDetector yunet;
    private static FaceEmbedder embedder;

    @BeforeAll
    static void open() throws Exception {
        Path labels = Tutorial.labels();
        faceBoxes = new FaceBoxes(OnnxModel.open(TestModels.obtain("faceboxes")));
        yunet = new YuNet(OnnxModel.open(Tutorial.yunet()));
        embedder =
                new CroppedEmbedder(
                        OnnxModel.open(TestModels.obtain("faceres")),
                        TestModels.store().model("faceres").input());
        sampleFrames(labels, "1", WITH_TARGET);
        sampleFrames(labels, "0", WITHOUT);
    }

    /** Adds frames evenly spaced in the file, because adjacent ones are from one video. */
    private static void sampleFrames(Path labels, String label, List<RgbImage> images)
            throws Exception {
        List<Path> files;
        try (Stream<String> rows = Files.lines(labels)) {
            files =
                    rows.filter(row -> row.strip().endsWith("," + label))
                            .map(row -> row.substring(0, row.indexOf(',')))
                            .distinct()
                            .map(Tutorial.images()::resolve)
                            .filter(Files::exists)
                            .toList();
        }
        for (int i = 0; i < FRAMES; i++) {
            images.add(ImageFiles.read(files.get(i * files.size() / FRAMES)));
        }
    }

    @AfterAll
    static void close() {
        Stream.of(faceBoxes, yunet).filter(d -> d != null).forEach(FaceDetector::close);
        if (embedder != null) {
            embedder.close();
        }
    }

    private static FaceDetector detector(DetectorKind kind) {
        return switch (kind) {
            case FACEBOXES -> faceBoxes;
            case YUNET -> yunet;
        };
    }

    @ParameterizedTest
    @EnumSource
    void detectsFacesInNearlyEveryFrameOfThePerson(DetectorKind kind) {
        assertThat(WITH_TARGET)
                .filteredOn(image -> !detector(kind).detect(image).isEmpty())
                .hasSizeGreaterThanOrEqualTo(FRAMES - 2);
    }

    @ParameterizedTest
    @EnumSource
    void sortsFacesByConfidenceAndSuppressesOverlaps(DetectorKind kind) {
        for (RgbImage image : WITHOUT) {
            List<Face> faces = detector(kind).detect(image);
            for (int i = 0; i < faces.size(); i++) {
                assertThat(faces.get(i).confidence()).isBetween(0f, 1f);
                for (int j = 0; j < i; j++) {
                    assertThat(faces.get(i).confidence())
                            .isLessThanOrEqualTo(faces.get(j).confidence());
                    assertThat(faces.get(i).box().iou(faces.get(j).box())).isLessThan(0.5f);
                }
            }
        }
    }

    @Test
    void detectorsAgreeOnConfidentFaces() {
        int confident = 0;
        int confirmed = 0;
        for (RgbImage image : WITH_TARGET) {
            List<Face> others = faceBoxes.detect(image);
            for (Face face : yunet.detect(image)) {
                if (face.confidence() > 0.85f) {
                    confident++;
                    boolean isConfirmed =
                            others.stream()
                                    .anyMatch(candidate -> candidate.box().iou(face.box()) > 0.4f);
                    confirmed += isConfirmed ? 1 : 0;
                }
            }
        }

        assertThat(confident).isGreaterThan(FRAMES / 2);
        assertThat(confirmed / (double) confident)
                .as("%d of %d", confirmed, confident)
                .isGreaterThan(0.9);
    }

    private static Box largest(List<Face> faces) {
        return faces.stream()
                .map(Face::box)
                .max((a, b) -> Float.compare(a.area(), b.area()))
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void reportsBoxesInImagePixelsAtAnyImageSize(DetectorKind kind) {
        RgbImage image = WITH_TARGET.getFirst();
        Box small = largest(detector(kind).detect(image));
        Box large = largest(detector(kind).detect(doubled(image)));
        float tolerance = small.width() * 0.3f;

        assertThat(large.x()).isCloseTo(2 * small.x(), within(tolerance));
        assertThat(large.y()).isCloseTo(2 * small.y(), within(tolerance));
        assertThat(large.width()).isCloseTo(2 * small.width(), within(tolerance));
        assertThat(large.height()).isCloseTo(2 * small.height(), within(tolerance));
    }

    private static RgbImage doubled(RgbImage image) {
        return Images.of(
                2 * image.width(),
                2 * image.height(),
                (x, y) -> Images.colourAt(image, x / 2, y / 2));
    }

    @ParameterizedTest
    @CsvSource({
        "FACEBOXES, 1, 1",
        "FACEBOXES, 3000, 2",
        "FACEBOXES, 2, 3000",
        "YUNET, 1, 1",
        "YUNET, 3000, 2",
        "YUNET, 2, 3000"
    })
    void detectsNoFaceInGreyImageOfAnyShape(DetectorKind kind, int width, int height) {
        assertThat(detector(kind).detect(Images.grey(width, height, 128))).isEmpty();
    }

    @Test
    void embeddingHasUnitLengthEvenForFaceCrossingTheEdge() {
        RgbImage image = WITH_TARGET.getFirst();
        float width = image.width();
        for (Box box :
                List.of(
                        largest(faceBoxes.detect(image)),
                        new Box(-40, -40, 100, 120),
                        new Box(width - 30, 10, 90, 90),
                        new Box(5, 5, 1, 1))) {
            float[] embedding = embedder.embed(image, box).vector();

            assertThat(embedding).hasSize(embedder.dimensions()).hasSize(1024);
            assertThat(cosine(embedding, embedding)).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void embeddingsOfOnePersonAreCloserToEachOtherThanToOthers() {
        List<float[]> person = embeddings(WITH_TARGET);
        List<float[]> others = embeddings(WITHOUT);

        int n = person.size();
        double within =
                (mean(person, person) * n - 1) / (n - 1); // without the pairs of each with itself
        double between = mean(person, others);

        assertThat(within - between)
                .as(String.format(Locale.ROOT, "%.3f within, %.3f between", within, between))
                .isGreaterThan(0.05);
    }

    private static List<float[]> embeddings(List<RgbImage> images) {
        List<float[]> embeddings = new ArrayList<>();
        for (RgbImage image : images) {
            List<Face> faces = faceBoxes.detect(image);
            if (!faces.isEmpty()) {
                embeddings.add(embedder.embed(image, largest(faces)).vector());
            }
        }
        return embeddings;
    }

    private static double mean(List<float[]> left, List<float[]> right) {
        double sum = 0;
        for (float[] one : left) {
            for (float[] other : right) {
                sum += cosine(one, other);
            }
        }
        return sum / (left.size() * right.size());
    }

    private static double cosine(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    @Test
    void isThreadSafe() throws IOException {
        FeatureExtractor extractor = new FeatureExtractor(faceBoxes, embedder, null);
        List<RgbImage> sampleFrames = WITH_TARGET.subList(0, 8);
        List<FrameFeatures> sequential = sampleFrames.stream().map(extractor::extract).toList();
        List<FrameFeatures> concurrent =
                sampleFrames.parallelStream().map(extractor::extract).toList();

        assertThat(concurrent).usingRecursiveComparison().isEqualTo(sequential);
    }
}
