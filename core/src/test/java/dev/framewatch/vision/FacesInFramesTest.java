package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.TestModels;
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

/** Faces in the tutorial's real frames, with both detectors and the real embedding. */
class FacesInFramesTest {
    private static final Path DATA =
            Path.of(System.getProperty("basedir", "."), "../../shared/data");
    private static final int FRAMES = 24;

    enum Finder {
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
        Path labels = DATA.resolve("tutorial/mapping_trump.csv");
        assumeTrue(Files.exists(labels), labels + " is not here");
        faceBoxes = new FaceBoxes(OnnxModel.open(TestModels.obtain("faceboxes")));
        yunet = new YuNet(OnnxModel.open(DATA.resolve("models/yunet_n_640_640.onnx")));
        embedder =
                new CroppedEmbedder(
                        OnnxModel.open(TestModels.obtain("faceres")),
                        TestModels.store().model("faceres").input());
        some(labels, "1", WITH_TARGET);
        some(labels, "0", WITHOUT);
    }

    /** Frames from all over the file, since neighbours show one video. */
    private static void some(Path labels, String label, List<RgbImage> pictures) throws Exception {
        List<Path> files;
        try (Stream<String> rows = Files.lines(labels)) {
            files =
                    rows.filter(row -> row.strip().endsWith("," + label))
                            .map(row -> row.substring(0, row.indexOf(',')))
                            .distinct()
                            .map(DATA.resolve("tutorial/images")::resolve)
                            .filter(Files::exists)
                            .toList();
        }
        for (int i = 0; i < FRAMES; i++) {
            pictures.add(ImageFiles.read(files.get(i * files.size() / FRAMES)));
        }
    }

    @AfterAll
    static void close() {
        Stream.of(faceBoxes, yunet).filter(d -> d != null).forEach(FaceDetector::close);
        if (embedder != null) {
            embedder.close();
        }
    }

    private static FaceDetector detector(Finder finder) {
        return switch (finder) {
            case FACEBOXES -> faceBoxes;
            case YUNET -> yunet;
        };
    }

    @ParameterizedTest
    @EnumSource
    void facesAreFoundInNearlyEveryFrameThatShowsThePerson(Finder finder) {
        assertThat(WITH_TARGET)
                .filteredOn(image -> !detector(finder).detect(image).isEmpty())
                .hasSizeGreaterThanOrEqualTo(FRAMES - 2);
    }

    @ParameterizedTest
    @EnumSource
    void facesComeMostConfidentFirstAndOverlapLittle(Finder finder) {
        for (RgbImage image : WITHOUT) {
            List<Face> faces = detector(finder).detect(image);
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
    void whatOneDetectorIsSureOfTheOtherSeesTooAtTheSamePlace() {
        int sure = 0;
        int seen = 0;
        for (RgbImage image : WITH_TARGET) {
            List<Face> others = faceBoxes.detect(image);
            for (Face face : yunet.detect(image)) {
                if (face.confidence() > 0.85f) {
                    sure++;
                    boolean agreed = others.stream().anyMatch(o -> o.box().iou(face.box()) > 0.4f);
                    seen += agreed ? 1 : 0;
                }
            }
        }

        assertThat(sure).isGreaterThan(FRAMES / 2);
        assertThat(seen / (double) sure).as("%d of %d", seen, sure).isGreaterThan(0.9);
    }

    private static Box largest(List<Face> faces) {
        return faces.stream()
                .map(Face::box)
                .max((a, b) -> Float.compare(a.area(), b.area()))
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aBoxIsInPixelsOfThePictureWhateverItsSize(Finder finder) {
        RgbImage image = WITH_TARGET.getFirst();
        Box small = largest(detector(finder).detect(image));
        Box large = largest(detector(finder).detect(doubled(image)));
        float slack = small.width() * 0.3f;

        assertThat(large.x()).isCloseTo(2 * small.x(), within(slack));
        assertThat(large.y()).isCloseTo(2 * small.y(), within(slack));
        assertThat(large.width()).isCloseTo(2 * small.width(), within(slack));
        assertThat(large.height()).isCloseTo(2 * small.height(), within(slack));
    }

    private static RgbImage doubled(RgbImage image) {
        int width = 2 * image.width();
        byte[] rgb = new byte[4 * image.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = image.rgb()[3 * (y / 2 * image.width() + x / 2) + i % 3];
        }
        return new RgbImage(width, 2 * image.height(), rgb);
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
    void aGreyPictureOfAnyShapeHasNoFace(Finder finder, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        java.util.Arrays.fill(rgb, (byte) 128);

        assertThat(detector(finder).detect(new RgbImage(width, height, rgb))).isEmpty();
    }

    @Test
    void anEmbeddingHasLengthOneAlsoWhereTheFaceReachesOverTheEdge() {
        RgbImage image = WITH_TARGET.getFirst();
        float width = image.width();
        for (Box box :
                List.of(
                        largest(faceBoxes.detect(image)),
                        new Box(-40, -40, 100, 120),
                        new Box(width - 30, 10, 90, 90),
                        new Box(5, 5, 1, 1))) {
            float[] embedding = embedder.embed(image, box);

            assertThat(embedding).hasSize(embedder.dimensions()).hasSize(1024);
            assertThat(cosine(embedding, embedding)).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void facesOfOnePersonLieNearerToEachOtherThanToThoseOfOthers() {
        List<float[]> person = embeddings(WITH_TARGET);
        List<float[]> others = embeddings(WITHOUT);

        int n = person.size();
        double within = (mean(person, person) * n - 1) / (n - 1); // each with the others only
        double between = mean(person, others);

        assertThat(within - between)
                .as(String.format(Locale.ROOT, "%.3f within, %.3f between", within, between))
                .isGreaterThan(0.05);
    }

    private static List<float[]> embeddings(List<RgbImage> pictures) {
        List<float[]> embeddings = new ArrayList<>();
        for (RgbImage image : pictures) {
            List<Face> faces = faceBoxes.detect(image);
            if (!faces.isEmpty()) {
                embeddings.add(embedder.embed(image, largest(faces)));
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
    void severalThreadsGetWhatOneGets() throws IOException {
        FeatureExtractor extractor = new FeatureExtractor(faceBoxes, embedder, null);
        List<RgbImage> some = WITH_TARGET.subList(0, 8);
        List<FrameFeatures> one = some.stream().map(extractor::extract).toList();
        List<FrameFeatures> several = some.parallelStream().map(extractor::extract).toList();

        assertThat(several).usingRecursiveComparison().isEqualTo(one);
    }
}
