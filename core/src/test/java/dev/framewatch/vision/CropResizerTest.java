package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class CropResizerTest {
    private static final CropResizer.Colours RAW = new CropResizer.Colours(false, 0, 0, 0, 1);

    private static float[] draw(RgbImage image, Box cut, int width, int height) {
        FloatBuffer out = FloatBuffer.allocate(width * height * 3);
        new CropResizer().draw(image, cut, width, height, RAW, out, 0, width * 3);
        return out.array();
    }

    private static RgbImage picture(
            int width, int height, java.util.function.IntBinaryOperator grey) {
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * width + x) + c] = (byte) (grey.applyAsInt(x, y) + c);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    @Test
    void theSameSizeIsACopy() {
        RgbImage image = picture(5, 3, (x, y) -> 10 * x + 60 * y);

        float[] copy = draw(image, new Box(0, 0, 5, 3), 5, 3);

        for (int i = 0; i < copy.length; i++) {
            assertThat(copy[i]).isEqualTo(image.rgb()[i] & 0xff, within(1e-3f));
        }
    }

    @Test
    void shrinkingAveragesSoThatAFineCheckerboardTurnsGrey() {
        RgbImage board = picture(64, 64, (x, y) -> (x + y) % 2 * 200);

        float[] small = draw(board, new Box(0, 0, 64, 64), 8, 8);

        for (int i = 0; i < small.length; i += 3) {
            assertThat(small[i]).isCloseTo(100, within(6f));
        }
    }

    @Test
    void growingIsLinear() {
        RgbImage ramp = picture(4, 4, (x, y) -> 40 * x);

        float[] large = draw(ramp, new Box(0, 0, 4, 4), 8, 8);

        assertThat(large[3 * 3]).isCloseTo(50, within(1e-3f));
        assertThat(large[3 * 4]).isCloseTo(70, within(1e-3f));
    }

    @Test
    void outsideOfThePictureItsEdgeGoesOn() {
        RgbImage ramp = picture(4, 4, (x, y) -> 40 * x);

        float[] wide = draw(ramp, new Box(-4, -4, 12, 12), 12, 12);

        assertThat(wide[0]).isEqualTo(0);
        assertThat(wide[3 * 11]).isCloseTo(120, within(1e-3f));
    }

    @Test
    void farOutsideIsStillTheEdge() {
        float[] outside = draw(picture(4, 4, (x, y) -> 7), new Box(100, 100, 5, 5), 2, 2);

        assertThat(outside[0]).isCloseTo(7, within(1e-3f));
    }

    @Test
    void blueFirstAndMeansArePerChannel() {
        RgbImage one = picture(1, 1, (x, y) -> 10);
        FloatBuffer out = FloatBuffer.allocate(3);

        new CropResizer()
                .draw(
                        one,
                        new Box(0, 0, 1, 1),
                        1,
                        1,
                        new CropResizer.Colours(true, 1, 2, 3, 2),
                        out,
                        0,
                        3);

        assertThat(out.array()).containsExactly(2 * (12 - 3), 2 * (11 - 2), 2 * (10 - 1));
    }
}
