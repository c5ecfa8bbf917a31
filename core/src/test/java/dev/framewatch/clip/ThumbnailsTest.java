package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThumbnailsTest {
    private static final int CELLS = Thumbnails.CELLS;

    @Test
    void readsWhatWasEncodedToHalfAStep() {
        Random random = new Random(1);
        float[][] images = new float[3][CELLS];
        for (float[] image : images) {
            for (int c = 0; c < CELLS; c++) {
                image[c] = 60 + c % 140 + random.nextFloat(-20, 20);
            }
        }
        Thumbnails thumbnails = Thumbnails.of(images);
        assertThat(thumbnails.count()).isEqualTo(3);
        for (int i = 0; i < images.length; i++) {
            assertThat(read(thumbnails, i))
                    .containsExactly(images[i], within(0.5f * thumbnails.step() + 0.001f));
        }
    }

    @Test
    void largeChangesAreClippedToSevenAndAHalfSteps() {
        float[][] images = new float[101][CELLS];
        for (float[] image : images) {
            Arrays.fill(image, 100);
        }
        images[50][7] = 250;
        Thumbnails thumbnails = Thumbnails.of(images);
        int mean = thumbnails.mean()[7];
        assertThat(mean).isEqualTo(101);
        assertThat(read(thumbnails, 50)[7])
                .isCloseTo(mean + 7.5f * thumbnails.step(), within(1e-4f));
    }

    @Test
    void rmsChangeIsThatOfTheImages() {
        float[][] images = new float[2][CELLS];
        Arrays.fill(images[0], 96);
        Arrays.fill(images[1], 104);
        Thumbnails thumbnails = Thumbnails.of(images);
        assertThat(thumbnails.rmsChange()).isCloseTo(4, within(1e-6));
        assertThat(thumbnails.mean()).containsOnly(100);
    }

    @Test
    void unchangingImagesStillHaveAStep() {
        float[][] images = new float[2][CELLS];
        assertThat(Thumbnails.of(images).step()).isEqualTo(0.02f);
    }

    @Test
    void selectsSamplesInTheGivenOrder() {
        float[][] images = new float[3][CELLS];
        for (int i = 0; i < images.length; i++) {
            Arrays.fill(images[i], 10 * i);
        }
        Thumbnails thumbnails = Thumbnails.of(images);
        Thumbnails selected = thumbnails.select(new int[] {0, 2});
        assertThat(selected.count()).isEqualTo(2);
        assertThat(read(selected, 0)).containsExactly(read(thumbnails, 0));
        assertThat(read(selected, 1)).containsExactly(read(thumbnails, 2));
    }

    @Test
    void rejectsWrongSizesAndSteps() {
        byte[] mean = new byte[CELLS];
        byte[] changes = new byte[Thumbnails.BYTES_PER_SAMPLE];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thumbnails(new byte[CELLS - 1], 1, changes))
                .withMessage("wrong number of thumbnail bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thumbnails(mean, 1, new byte[1]))
                .withMessage("wrong number of thumbnail bytes");
        for (float step : new float[] {0, -1, 256, Float.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Thumbnails(mean, step, changes))
                    .withMessage("thumbnail step cannot be " + step);
        }
    }

    @Test
    void equalIfMeanStepAndChangesAre() {
        byte[] mean = new byte[CELLS];
        byte[] changes = new byte[Thumbnails.BYTES_PER_SAMPLE];
        byte[] others = new byte[CELLS];
        others[3] = 1;
        byte[] otherChanges = new byte[Thumbnails.BYTES_PER_SAMPLE];
        otherChanges[3] = 1;
        Thumbnails thumbnails = new Thumbnails(mean, 1, changes);
        assertThat(thumbnails)
                .isEqualTo(new Thumbnails(mean.clone(), 1, changes.clone()))
                .hasSameHashCodeAs(new Thumbnails(mean.clone(), 1, changes.clone()))
                .isNotEqualTo(new Thumbnails(others, 1, changes))
                .isNotEqualTo(new Thumbnails(mean, 2, changes))
                .isNotEqualTo(new Thumbnails(mean, 1, otherChanges))
                .isNotEqualTo("thumbnails");
        assertThat(thumbnails.hashCode())
                .isNotEqualTo(new Thumbnails(mean, 1, otherChanges).hashCode());
    }

    private static float[] read(Thumbnails thumbnails, int sample) {
        float[] cells = new float[CELLS];
        thumbnails.read(sample, cells);
        return cells;
    }
}
