package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.model.ModelInput;
import dev.framewatch.model.ModelInput.Layout;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlignedEmbedderTest {
    private static FaceDetector detector;
    private static AlignedEmbedder embedder;

    @BeforeAll
    static void open() throws Exception {
        Tutorial.people();
        detector = new FaceBoxes(model("faceboxes"));
        embedder =
                new AlignedEmbedder(
                        model("facemesh"), input("facemesh"),
                        model("mobilefacenet"), input("mobilefacenet"));
    }

    @AfterAll
    static void close() {
        if (embedder != null) {
            detector.close();
            embedder.close();
        }
    }

    private static OnnxModel model(String id) {
        return OnnxModel.open(TestModels.obtain(id));
    }

    private static ModelInput input(String id) throws Exception {
        return TestModels.store().model(id).input();
    }

    @Test
    void photosOfOnePersonAreCloseAndThoseOfALookAlikeAreNot() throws Exception {
        FaceEmbedding target = embedding(photo("donald_trump", 1));

        assertThat(target.similarity(embedding(photo("donald_trump", 2)).vector()))
                .isGreaterThan(0.5);
        assertThat(target.similarity(embedding(photo("bill_clinton", 1)).vector())).isLessThan(0.3);
    }

    @Test
    void tiltedHeadIsTurnedUpright() throws Exception {
        RgbImage upright = photo("barack_obama", 1);

        RgbImage tilted = turned(upright, Math.toRadians(25));

        assertThat(embedding(upright).similarity(embedding(tilted).vector())).isGreaterThan(0.85);
    }

    @Test
    void faceThatCannotBeMadeOutHasAShortVector() throws Exception {
        RgbImage clear = photo("barack_obama", 1);
        RgbImage grey = new RgbImage(clear.width(), clear.height(), new byte[clear.rgb().length]);
        Face face = detector.detect(clear).getFirst();

        float length = embedder.embed(grey, face.box()).length();

        assertThat(length).isLessThan(0.75f * embedder.embed(clear, face.box()).length());
    }

    @Test
    void otherInputSizesAreRejected() throws Exception {
        OnnxModel mesh = model("facemesh");
        OnnxModel net = model("mobilefacenet");
        ModelInput square = input("facemesh");

        assertThatThrownBy(() -> new AlignedEmbedder(mesh, square, net, square))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("expected an input of 112x112, not 192x192");
        mesh.close();
        net.close();
    }

    private static RgbImage photo(String person, int number) throws Exception {
        Path file = Tutorial.people().resolve(person).resolve("%02d.jpg".formatted(number));
        return ImageFiles.read(file);
    }

    private static FaceEmbedding embedding(RgbImage image) {
        return embedder.embed(image, detector.detect(image).getFirst().box());
    }

    private static RgbImage turned(RgbImage image, double radians) {
        int size = Math.min(image.width(), image.height());
        ImageTensor pixels =
                new ImageTensor(Layout.NHWC, new PixelNormalization(false, 0, 0, 0, 1), 0)
                        .resize(size, size);
        SimilarityTransform crop =
                SimilarityTransform.ofCrop(
                        image.width() / 2.0, image.height() / 2.0, size, radians, size);
        new WarpedCrop(image, crop).write(pixels);
        byte[] rgb = new byte[size * size * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(pixels.values().get(i));
        }
        return new RgbImage(size, size, rgb);
    }
}
