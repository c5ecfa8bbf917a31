package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimilarityTransformTest {
    private static final double[] POINTS = {10, 20, 50, 25, 30, 60, 15, 80, 44, 83};

    @Test
    void fitRecoversScaleRotationAndTranslation() {
        SimilarityTransform turned = new SimilarityTransform(0.6, -0.8, 7, -3);

        SimilarityTransform fitted = SimilarityTransform.fit(POINTS, mapped(turned));

        assertThat(fitted.a()).isCloseTo(0.6, within(1e-9));
        assertThat(fitted.b()).isCloseTo(-0.8, within(1e-9));
        assertThat(fitted.tx()).isCloseTo(7, within(1e-9));
        assertThat(fitted.ty()).isCloseTo(-3, within(1e-9));
        assertThat(fitted.scale()).isCloseTo(1, within(1e-9));
    }

    @Test
    void fitOfCoincidingPointsIsATranslation() {
        SimilarityTransform fitted =
                SimilarityTransform.fit(new double[] {5, 5, 5, 5}, new double[] {1, 2, 1, 2});

        assertThat(fitted).isEqualTo(new SimilarityTransform(1, 0, -4, -3));
    }

    @Test
    void cropIsCentredAndTurned() {
        SimilarityTransform crop = SimilarityTransform.ofCrop(100, 50, 40, Math.PI / 2, 20);

        assertThat(crop.x(10, 10)).isCloseTo(100, within(1e-9));
        assertThat(crop.y(10, 10)).isCloseTo(50, within(1e-9));
        assertThat(crop.x(20, 10))
                .as("its right is the image's bottom")
                .isCloseTo(100, within(1e-9));
        assertThat(crop.y(20, 10)).isCloseTo(70, within(1e-9));
    }

    private static double[] mapped(SimilarityTransform transform) {
        double[] mapped = new double[POINTS.length];
        for (int i = 0; i < POINTS.length; i += 2) {
            mapped[i] = transform.x(POINTS[i], POINTS[i + 1]);
            mapped[i + 1] = transform.y(POINTS[i], POINTS[i + 1]);
        }
        return mapped;
    }
}
