package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.TestModels;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneRegionsTest {
    private static final Model MODEL = ModelCatalogue.regions();

    @Test
    void extractsOneVectorPerWindow() {
        try (SceneFeatures regions = regions()) {
            List<float[]> windows = regions.extract(noise(360, 640));

            assertThat(regions.dimensions()).isEqualTo(528);
            assertThat(windows)
                    .hasSizeBetween(160, 200)
                    .allSatisfy(window -> {
                        assertThat(window).hasSize(528);
                        for (float value : window) {
                            assertThat(value).isBetween(0f, 6f);
                        }
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"576,1024", "1920,1080", "300,300", "40,1000", "1000,40", "1,1", "3,4000"})
    void everyWindowHasRegionInImageOfAnyShape(int width, int height) {
        try (SceneFeatures regions = regions()) {
            RgbImage image = noise(width, height);
            List<Box> boxes = regions.regions(image);

            assertThat(boxes).hasSameSizeAs(regions.extract(image));
            assertThat(boxes.getFirst().x()).isZero();
            assertThat(boxes.getFirst().y()).isZero();
            for (Box box : boxes) {
                assertThat(box.x() + box.width()).isLessThanOrEqualTo(width * 1.0001f);
                assertThat(box.y() + box.height()).isLessThanOrEqualTo(height * 1.0001f);
            }
            Box last = boxes.getLast();
            assertThat(last.x() + last.width()).isGreaterThan(width * 0.8f);
            assertThat(last.y() + last.height()).isGreaterThan(height * 0.8f);
        }
    }

    @Test
    void markChangesOnlyNearbyWindows() {
        try (SceneFeatures regions = regions()) {
            RgbImage plain = noise(576, 1024);
            RgbImage marked = marked(plain, 100, 200, 90);
            List<Box> boxes = regions.regions(plain);
            List<float[]> before = regions.extract(plain);
            List<float[]> after = regions.extract(marked);

            int mostChanged = 0;
            for (int i = 0; i < boxes.size(); i++) {
                double change = distance(before.get(i), after.get(i));
                mostChanged =
                        change > distance(before.get(mostChanged), after.get(mostChanged))
                                ? i
                                : mostChanged;
                if (boxes.get(i).y() > 800) {
                    assertThat(change).as("window %s", boxes.get(i)).isLessThan(0.01);
                }
            }
            Box changed = boxes.get(mostChanged);
            assertThat(changed.x() + changed.width() / 2).isBetween(60f, 230f);
            assertThat(changed.y() + changed.height() / 2).isBetween(160f, 330f);
        }
    }

    @Test
    void rejectsModelWithoutWindows() {
        OnnxModel whole = OnnxModel.open(TestModels.obtain("mobilenet-v2-mid"));
        try (whole) {
            assertThatThrownBy(() -> new SceneRegions(whole, MODEL.input()))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageContaining("windows");
            assertThatThrownBy(() ->
                            new SceneRegions(
                                    whole,
                                    ModelCatalogue.standard(ModelRole.SCENE_FEATURES).input()))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageContaining("variable size");
        }
    }

    private static SceneFeatures regions() {
        return new SceneRegions(OnnxModel.open(TestModels.obtain(MODEL.id())), MODEL.input());
    }

    /** Returns coarse noise. */
    private static RgbImage noise(int width, int height) {
        Random random = new Random(7);
        byte[] cells = new byte[64 * 64];
        random.nextBytes(cells);
        return Images.of(
                width,
                height,
                (x, y) -> {
                    int level = 96 + (cells[64 * (y * 64 / height) + x * 64 / width] & 63);
                    return Images.colour(level, level, level);
                });
    }

    /** Returns the image with a striped square in it. */
    private static RgbImage marked(RgbImage image, int left, int top, int side) {
        return Images.of(
                image.width(),
                image.height(),
                (x, y) -> {
                    boolean inside = x >= left && x < left + side && y >= top && y < top + side;
                    int stripe = (x + y) / 12 % 2 == 0 ? 0x141478 : 0xfaf01e;
                    return inside ? stripe : Images.colourAt(image, x, y);
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
