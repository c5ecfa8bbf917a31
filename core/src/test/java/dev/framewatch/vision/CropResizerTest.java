package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput.Layout;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CropResizerTest {
    private static final Offset<Float> CLOSE = within(1e-2f);
    private static final PixelNormalization RAW = new PixelNormalization(false, 0, 0, 0, 1);

    private static float[] draw(RgbImage image, Box crop, int width, int height) {
        return draw(image, crop, width, height, new ImageTensor(Layout.NHWC, RAW, 0));
    }

    private static float[] draw(
            RgbImage image, Box crop, int width, int height, ImageTensor tensor) {
        float[] drawn = new float[width * height * 3];
        tensor.resize(width, height).draw(image, crop).values().get(0, drawn);
        return drawn;
    }

    private static RgbImage image(int width, int height, Images.Pixels grey) {
        return Images.of(
                width,
                height,
                (x, y) -> {
                    int level = grey.at(x, y);
                    return Images.colour(level, level + 1, level + 2);
                });
    }

    @Test
    void copiesImageOfTheSameSize() {
        RgbImage image = image(5, 3, (x, y) -> 10 * x + 60 * y);

        float[] copy = draw(image, new Box(0, 0, 5, 3), 5, 3);

        for (int i = 0; i < copy.length; i++) {
            assertThat(copy[i]).isEqualTo(image.rgb()[i] & 0xff, within(1e-3f));
        }
    }

    @Test
    void averagesFineCheckerboardToGreyWhenShrinking() {
        RgbImage board = image(64, 64, (x, y) -> (x + y) % 2 * 200);

        float[] small = draw(board, new Box(0, 0, 64, 64), 8, 8);

        for (int i = 0; i < small.length; i += 3) {
            assertThat(small[i]).isCloseTo(100, within(6f));
        }
    }

    @Test
    void interpolatesLinearlyWhenEnlarging() {
        RgbImage ramp = image(4, 4, (x, y) -> 40 * x);

        float[] large = draw(ramp, new Box(0, 0, 4, 4), 8, 8);

        assertThat(large[3 * 3]).isCloseTo(50, within(1e-3f));
        assertThat(large[3 * 4]).isCloseTo(70, within(1e-3f));
    }

    @Test
    void repeatsEdgePixelsOutsideTheImage() {
        RgbImage ramp = image(4, 4, (x, y) -> 40 * x);

        float[] wide = draw(ramp, new Box(-4, -4, 12, 12), 12, 12);

        assertThat(wide[0]).isEqualTo(0);
        assertThat(wide[3 * 11]).isCloseTo(120, within(1e-3f));
    }

    @Test
    void repeatsEdgePixelsFarOutsideTheImage() {
        float[] outside = draw(image(4, 4, (x, y) -> 7), new Box(100, 100, 5, 5), 2, 2);

        assertThat(outside[0]).isCloseTo(7, within(1e-3f));
    }

    @Test
    void appliesBgrOrderAndMeansPerChannel() {
        RgbImage one = image(1, 1, (x, y) -> 10);
        PixelNormalization bgr = new PixelNormalization(true, 1, 2, 3, 2);

        float[] drawn = draw(one, new Box(0, 0, 1, 1), 1, 1, new ImageTensor(Layout.NHWC, bgr, 0));

        assertThat(drawn).containsExactly(2 * (12 - 3), 2 * (11 - 2), 2 * (10 - 1));
    }

    @Test
    void writesChannelsFirstAndPadsBelowAndToTheRight() {
        ImageTensor tensor = new ImageTensor(Layout.NCHW, RAW, -1);
        float[] drawn = new float[3 * 3 * 2];

        tensor.resize(3, 2, 2, 1).draw(image(2, 1, (x, _) -> 10 * x)).values().get(0, drawn);

        assertThat(drawn)
                .containsExactly(
                        0, 10, -1, -1, -1, -1, 1, 11, -1, -1, -1, -1, 2, 12, -1, -1, -1, -1);
    }

    @Test
    void clearsThePaddingWhenTheImageGetsSmaller() {
        ImageTensor tensor = new ImageTensor(Layout.NHWC, RAW, -1);
        float[] drawn = new float[3 * 2];

        tensor.resize(2, 1, 2, 1).draw(image(2, 1, (x, _) -> 10 * x));
        tensor.resize(2, 1, 1, 1).draw(image(1, 1, (_, _) -> 5)).values().get(0, drawn);

        assertThat(drawn).containsExactly(5, 6, 7, -1, -1, -1);
    }

    @Test
    void copiesAPartOfTheSameResolution() {
        RgbImage image = image(5, 3, (x, y) -> 10 * x + 60 * y);

        assertThat(greys(draw(image, new Box(1, 1, 2, 2), 2, 2))).containsExactly(70, 80, 130, 140);
    }

    @Test
    void weightsFourNearestPixelsOneThreeThreeOneWhenHalving() {
        RgbImage line = image(8, 1, (x, _) -> x == 3 ? 160 : 0);

        float[] half = draw(line, new Box(0, 0, 8, 1), 4, 1);

        // pixel 3 is 0.5 pixels from the centre of output 1, 1.5 from that of output 2
        assertThat(greys(half)).containsExactly(new float[] {0, 60, 20, 0}, CLOSE);
    }

    @Test
    void preservesRampWhenHalvingExceptAtRepeatedEdges() {
        RgbImage ramp = image(4, 1, (x, _) -> 40 * x);

        float[] half = draw(ramp, new Box(0, 0, 4, 1), 2, 1);

        // pixel 0 is repeated at the edge: (4 * 0 + 3 * 40 + 1 * 80) / 8
        assertThat(greys(half)).containsExactly(new float[] {25, 95}, CLOSE);
    }

    @Test
    void usesTriangleKernelAsWideAsTheScaleFactor() {
        RgbImage line = image(23, 1, (x, _) -> x * x * 37 % 240);
        for (int size : new int[] {1, 2, 3, 5, 7, 11, 16, 22, 23, 24, 40, 64}) {
            for (float[] crop : new float[][] {{0, 23}, {2.3f, 17.9f}, {-4.5f, 30}}) {
                float[] drawn = draw(line, new Box(crop[0], 0, crop[1], 1), size, 1);

                assertThat(greys(drawn))
                        .as("%d pixels of %s", size, Arrays.toString(crop))
                        .containsExactly(expected(line, crop[0], crop[1], size), CLOSE);
            }
        }
    }

    @Test
    void resamplesColumnsLikeRows() {
        RgbImage line = image(23, 1, (x, _) -> x * x * 37 % 240);
        RgbImage column = image(1, 23, (_, y) -> y * y * 37 % 240);
        for (int size : new int[] {2, 7, 22, 40}) {
            float[] across = draw(line, new Box(2.3f, 0, 17.9f, 1), size, 1);
            float[] down = draw(column, new Box(0, 2.3f, 1, 17.9f), 1, size);

            assertThat(down).containsExactly(across, CLOSE);
        }
    }

    /** Returns the first of each three values. */
    private static float[] greys(float[] rgb) {
        float[] greys = new float[rgb.length / 3];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = rgb[3 * i];
        }
        return greys;
    }

    /**
     * Resamples one row by definition, in double precision: the mean of all pixels, with repeated
     * edges, weighted by a triangle around the centre of each output pixel.
     */
    private static float[] expected(RgbImage line, double from, double length, int size) {
        double step = length / size;
        double reach = Math.max(1, step);
        float[] means = new float[size];
        for (int i = 0; i < size; i++) {
            double centre = from + (i + 0.5) * step;
            double sum = 0;
            double weights = 0;
            for (int p = -100; p < 200; p++) {
                double weight = Math.max(0, reach - Math.abs(p + 0.5 - centre));
                sum += weight * (line.rgb()[3 * Math.clamp(p, 0, line.width() - 1)] & 0xff);
                weights += weight;
            }
            means[i] = (float) (sum / weights);
        }
        return means;
    }
}
