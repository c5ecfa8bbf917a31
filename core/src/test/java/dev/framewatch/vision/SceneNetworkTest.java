package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelInput;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.TestModels;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.video.RgbImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SceneNetworkTest {
    private static final ModelInput INPUT =
            ModelCatalogue.standard(ModelRole.SCENE_FEATURES).input();

    /** Block 11 average and maximum, block 8 maximum, last layer average. */
    private static final int DIMENSIONS = 816 + 816 + 528 + 1792;

    @Test
    void describesAPictureByItsPooledLayers() {
        try (SceneFeatures scenes = mobileNet()) {
            float[] features = scenes.of(rings(300, 500, 80, 90)).getFirst();

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
    void seesTheSameInAPictureOfAnotherSizeAndSomethingElseInAnotherPicture() {
        try (SceneFeatures scenes = mobileNet()) {
            float[] small = scenes.of(rings(448, 448, 150, 150)).getFirst();
            float[] large = scenes.of(rings(896, 896, 300, 300)).getFirst();
            float[] other = scenes.of(new RgbImage(448, 448, new byte[448 * 448 * 3])).getFirst();

            assertThat(distance(small, large)).isLessThan(0.2 * distance(small, other));
        }
    }

    @Test
    void severalThreadsGetWhatOneGets() {
        try (SceneFeatures scenes = mobileNet()) {
            List<RgbImage> pictures =
                    IntStream.range(0, 8).mapToObj(i -> rings(200, 300, 30 + 20 * i, 90)).toList();
            List<float[]> one =
                    pictures.stream().map(image -> scenes.of(image).getFirst()).toList();
            List<float[]> several =
                    pictures.parallelStream().map(image -> scenes.of(image).getFirst()).toList();

            for (int i = 0; i < one.size(); i++) {
                assertThat(several.get(i)).isEqualTo(one.get(i));
            }
        }
    }

    @Test
    void refusesAModelThatTakesNoPictures() {
        try (OnnxModel head = OnnxModel.open("head", LinearHead.onnx(new float[] {1, 2}, 0))) {
            assertThatThrownBy(() -> new SceneNetwork(head, INPUT))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageContaining("expected image input");
        }
    }

    private static SceneFeatures mobileNet() {
        return new SceneNetwork(OnnxModel.open(TestModels.obtain("mobilenet-v2-mid")), INPUT);
    }

    /** Soft rings around a point, as wide as a tenth of the picture. */
    private static RgbImage rings(int width, int height, int x, int y) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            double away = Math.hypot(i % width - x, i / width - y) * 20 / width;
            rgb[3 * i] = (byte) (127 + 120 * Math.sin(away));
            rgb[3 * i + 1] = (byte) (127 + 120 * Math.cos(away));
            rgb[3 * i + 2] = (byte) (255 * i / (width * height));
        }
        return new RgbImage(width, height, rgb);
    }

    private static double distance(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }
        return Math.sqrt(sum);
    }
}
