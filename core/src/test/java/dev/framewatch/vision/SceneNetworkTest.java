package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelInput;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.TestModels;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SceneNetworkTest {
    private static final ModelInput INPUT =
            ModelCatalogue.standard(ModelRole.SCENE_FEATURES).input();

    /** Average and maximum of block 11, maximum of block 8, average of the last layer. */
    private static final int DIMENSIONS = 816 + 816 + 528 + 1792;

    @Test
    void extractsPooledLayers() {
        try (SceneFeatures scenes = mobileNet()) {
            float[] features = scenes.extract(rings(300, 500, 80, 90)).getFirst();

            assertThat(scenes.dimensions()).isEqualTo(DIMENSIONS);
            assertThat(features).hasSize(DIMENSIONS);
            for (float feature : features) {
                assertThat(feature).isBetween(0f, 6f);
            }
            for (int i = 0; i < 816; i++) {
                assertThat(features[i])
                        .as("average, maximum")
                        .isLessThanOrEqualTo(features[816 + i]);
            }
        }
    }

    @Test
    void featuresAreSimilarAcrossSizesAndDifferBetweenImages() {
        try (SceneFeatures scenes = mobileNet()) {
            float[] small = scenes.extract(rings(448, 448, 150, 150)).getFirst();
            float[] large = scenes.extract(rings(896, 896, 300, 300)).getFirst();
            float[] other = scenes.extract(Images.black(448, 448)).getFirst();

            assertThat(distance(small, large)).isLessThan(0.2 * distance(small, other));
        }
    }

    @Test
    void isThreadSafe() {
        try (SceneFeatures scenes = mobileNet()) {
            List<RgbImage> images =
                    IntStream.range(0, 8).mapToObj(i -> rings(200, 300, 30 + 20 * i, 90)).toList();
            List<float[]> sequential =
                    images.stream().map(image -> scenes.extract(image).getFirst()).toList();
            List<float[]> concurrent =
                    images.parallelStream().map(image -> scenes.extract(image).getFirst()).toList();

            for (int i = 0; i < sequential.size(); i++) {
                assertThat(concurrent.get(i)).isEqualTo(sequential.get(i));
            }
        }
    }

    @Test
    void rejectsModelWithoutImageInput() {
        try (OnnxModel head = OnnxModel.open("head", LinearHead.onnx(new float[] {1, 2}, 0))) {
            assertThatThrownBy(() -> new SceneNetwork(head, INPUT))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageContaining("expected image input");
        }
    }

    private static SceneFeatures mobileNet() {
        return new SceneNetwork(OnnxModel.open(TestModels.obtain("mobilenet-v2-mid")), INPUT);
    }

    /** Returns soft concentric rings with a period of about a third of the image width. */
    private static RgbImage rings(int width, int height, int x, int y) {
        return Images.of(
                width,
                height,
                (column, row) -> {
                    double phase = Math.hypot(column - x, row - y) * 20 / width;
                    return Images.colour(
                            (int) (127 + 120 * Math.sin(phase)),
                            (int) (127 + 120 * Math.cos(phase)),
                            255 * (row * width + column) / (width * height));
                });
    }

    private static double distance(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }
        return Math.sqrt(sum);
    }
}
