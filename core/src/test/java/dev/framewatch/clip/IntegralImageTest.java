package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.RelativeRect;
import dev.framewatch.video.FingerprintFrame;
import org.junit.jupiter.api.Test;

class IntegralImageTest {
    private final IntegralImage image = new IntegralImage();

    @Test
    void cellsAreTheMeansOfTheirPixels() {
        image.load(frame(4, 2, 10, 20, 30, 40, 50, 60, 70, 255));
        assertThat(means(RelativeRect.WHOLE, 2, 1)).containsExactly(35, 98.75f);
        assertThat(means(RelativeRect.WHOLE, 4, 2))
                .containsExactly(10, 20, 30, 40, 50, 60, 70, 255);
    }

    @Test
    void partsOfPixelsCountByTheirArea() {
        image.load(frame(2, 2, 0, 100, 0, 200));
        assertThat(means(RelativeRect.WHOLE, 1, 1)).containsExactly(75);
        assertThat(means(new RelativeRect(0.25, 0.25, 0.5, 0.5), 1, 1)).containsExactly(75);
        assertThat(means(new RelativeRect(0.25, 0, 0.75, 0.5), 3, 1)).containsExactly(0, 100, 100);
        assertThat(means(new RelativeRect(0.5, 0.25, 0.5, 0.75), 1, 3))
                .containsExactly(100, 200, 200);
    }

    @Test
    void nextFrameReplacesTheLastOneEvenIfItHasAnotherSize() {
        image.load(frame(2, 2, 9, 9, 9, 9));
        image.load(frame(2, 2, 1, 2, 3, 4));
        assertThat(means(RelativeRect.WHOLE, 2, 2)).containsExactly(1, 2, 3, 4);
        image.load(frame(1, 3, 5, 6, 7));
        assertThat(means(RelativeRect.WHOLE, 1, 3)).containsExactly(5, 6, 7);
    }

    private float[] means(RelativeRect region, int columns, int rows) {
        float[] means = new float[columns * rows];
        image.means(region, columns, rows, means);
        return means;
    }

    private static FingerprintFrame frame(int width, int height, int... levels) {
        byte[] grey = new byte[levels.length];
        for (int i = 0; i < levels.length; i++) {
            grey[i] = (byte) levels[i];
        }
        return new FingerprintFrame(0, width, height, grey);
    }
}
