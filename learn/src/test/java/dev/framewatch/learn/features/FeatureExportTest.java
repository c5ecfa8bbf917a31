package dev.framewatch.learn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceDetector;
import dev.framewatch.vision.FaceEmbedder;
import dev.framewatch.vision.FaceEmbedding;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.SceneFeatures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FeatureExportTest {
    private static final int HEADER = 128;

    @TempDir private Path folder = Path.of("");
    private final Told told = new Told();

    /** A picture as wide as the number says. */
    private Path picture(int width) throws IOException {
        return Images.writePng(folder.resolve(width + ".png"), Images.black(width, 4));
    }

    private static final class Told implements FeatureExport.Listener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void row(long number, Path image, @Nullable Box box) {
            lines.add(number + " " + image.getFileName() + (box == null ? "" : " " + box.x()));
        }

        @Override
        public void nothing(Path image) {
            lines.add("nothing " + image.getFileName());
        }

        @Override
        public void unreadable(Path image, String reason) {
            lines.add("unreadable " + image.getFileName() + ": " + reason);
        }
    }

    /** A row [width, region] for each region. */
    private record Widths(int regions) implements SceneFeatures {
        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public List<float[]> extract(RgbImage picture) {
            return IntStream.range(0, regions)
                    .mapToObj(region -> new float[] {picture.width(), region})
                    .toList();
        }

        @Override
        public void close() {}
    }

    /** As many faces as the picture is wide, 10 pixels apart. */
    private static final class Faces implements FaceDetector, FaceEmbedder {
        @Override
        public List<Face> detect(RgbImage picture) {
            return IntStream.range(0, picture.width())
                    .mapToObj(i -> new Face(new Box(10 * i, 0, 5, 5), 1))
                    .toList();
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public FaceEmbedding embed(RgbImage picture, Box face) {
            return new FaceEmbedding(new float[] {face.x()}, 1);
        }

        @Override
        public void close() {}
    }

    private FeatureExport.Shape write(FeatureExtractor extractor, List<Path> images)
            throws IOException, InterruptedException {
        return new FeatureExport(extractor, ProgressListener.SILENT)
                .write(images, folder.resolve("out.npy"), told);
    }

    private static FeatureExtractor scene(int regions) {
        return new FeatureExtractor(null, null, new Widths(regions));
    }

    private List<Float> numbers() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("out.npy"));
        ByteBuffer data =
                ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER)
                        .order(ByteOrder.LITTLE_ENDIAN);
        List<Float> numbers = new ArrayList<>();
        while (data.hasRemaining()) {
            numbers.add(data.getFloat());
        }
        return numbers;
    }

    @Test
    void aRowAPictureInTheirOrder() throws Exception {
        List<Path> images = new ArrayList<>();
        for (int width = 40; width > 0; width--) {
            images.add(picture(width));
        }

        assertThat(write(scene(1), images)).isEqualTo(new FeatureExport.Shape(40, 2));
        assertThat(numbers()).hasSize(80).startsWith(40f, 0f, 39f, 0f).endsWith(1f, 0f);
        assertThat(told.lines).hasSize(40).startsWith("0 40.png", "1 39.png");
    }

    @Test
    void aRowAFace() throws Exception {
        Faces faces = new Faces();

        write(new FeatureExtractor(faces, faces, null), List.of(picture(2), picture(1)));

        assertThat(numbers()).containsExactly(0f, 10f, 0f);
        assertThat(told.lines).containsExactly("0 2.png 0.0", "1 2.png 10.0", "2 1.png 0.0");
    }

    @Test
    void aRowARegionWhereABackboneDescribesRegions() throws Exception {
        write(scene(3), List.of(picture(5)));

        assertThat(numbers()).containsExactly(5f, 0f, 5f, 1f, 5f, 2f);
        assertThat(told.lines).containsExactly("0 5.png", "1 5.png", "2 5.png");
    }

    @Test
    void picturesThatCannotBeReadAreNamedAndTheOthersAreStillWritten() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jpg"), "hello");
        Path none = folder.resolve("none.jpg");

        write(scene(1), List.of(text, picture(3), none, picture(4)));

        assertThat(numbers()).containsExactly(3f, 0f, 4f, 0f);
        assertThat(told.lines).hasSize(4).contains("0 3.png", "1 4.png");
        assertThat(told.lines.get(0)).startsWith("unreadable text.jpg: not a supported image");
        assertThat(told.lines.get(2)).isEqualTo("unreadable none.jpg: no such file");
    }

    @Test
    void picturesWithoutAFaceHaveNoRowAndAreNamed() throws Exception {
        Faces faces = new Faces();
        FaceDetector blind =
                new FaceDetector() {
                    @Override
                    public List<Face> detect(RgbImage picture) {
                        return List.of();
                    }

                    @Override
                    public void close() {}
                };

        assertThat(write(new FeatureExtractor(blind, faces, null), List.of(picture(3))))
                .isEqualTo(new FeatureExport.Shape(0, 0));
        assertThat(told.lines).containsExactly("nothing 3.png");
    }

    @Test
    void aBackboneThatFailsLeavesNoFile() throws Exception {
        Path image = picture(3);
        SceneFeatures broken =
                new SceneFeatures() {
                    @Override
                    public int dimensions() {
                        return 1;
                    }

                    @Override
                    public List<float[]> extract(RgbImage picture) {
                        throw new IllegalStateException("out of order");
                    }

                    @Override
                    public void close() {}
                };

        assertThatThrownBy(() -> write(new FeatureExtractor(null, null, broken), List.of(image)))
                .hasMessage("out of order");
        assertThat(folder.resolve("out.npy")).doesNotExist();
    }
}
