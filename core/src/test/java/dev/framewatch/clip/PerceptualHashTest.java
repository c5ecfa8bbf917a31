package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    private static final int SIDE = PerceptualHash.SIDE;

    private final float[] cells = randomCells();

    private static float[] randomCells() {
        Random random = new Random(1);
        float[] cells = new float[SIDE * SIDE];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = random.nextInt(256);
        }
        return cells;
    }

    @Test
    void bitsAreTheSignsOfTheLowestFrequencies() {
        long expected = 0;
        int bit = 0;
        for (int sum = 1; bit < 64; sum++) {
            for (int down = 0; down <= sum && bit < 64; down++) {
                if (frequency(cells, sum - down, down) > 0) {
                    expected |= 1L << bit;
                }
                bit++;
            }
        }
        assertThat(new PerceptualHash().of(cells)).isEqualTo(expected);
    }

    /** Returns one coefficient of the discrete cosine transform (DCT-II). */
    private static double frequency(float[] cells, int across, int down) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                sum +=
                        cells[y * SIDE + x]
                                * Math.cos(Math.PI * across * (x + 0.5) / SIDE)
                                * Math.cos(Math.PI * down * (y + 0.5) / SIDE);
            }
        }
        return sum;
    }

    @Test
    void hashOfTheMirroredImageFollowsFromTheHash() {
        float[] mirrored = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            mirrored[i] = cells[i / SIDE * SIDE + SIDE - 1 - i % SIDE];
        }
        PerceptualHash hash = new PerceptualHash();
        assertThat(PerceptualHash.mirrored(hash.of(cells)))
                .isEqualTo(hash.of(mirrored))
                .isNotEqualTo(hash.of(cells));
        assertThat(PerceptualHash.mirrored(PerceptualHash.NONE)).isEqualTo(PerceptualHash.NONE);
    }

    @Test
    void nearlyUniformImagesHaveNoHash() {
        PerceptualHash hash = new PerceptualHash();
        assertThat(hash.of(halves(100, 105))).isEqualTo(PerceptualHash.NONE);
        assertThat(hash.of(halves(100, 106))).isNotEqualTo(PerceptualHash.NONE);
        assertThat(hash.of(halves(106, 100))).isNotEqualTo(PerceptualHash.NONE);
    }

    @Test
    void brightnessAndContrastDoNotChangeTheHash() {
        float[] changed = cells.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = 0.5f * changed[i] + 60;
        }
        PerceptualHash hash = new PerceptualHash();
        assertThat(hash.of(changed)).isEqualTo(hash.of(cells));
    }

    /** Returns an image with two grey levels, left and right. */
    private static float[] halves(int left, int right) {
        float[] halves = new float[SIDE * SIDE];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = i % SIDE < SIDE / 2 ? left : right;
        }
        return halves;
    }
}
