package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class NonMaximumSuppressionTest {
    private static Face face(float x, float side, float confidence) {
        return new Face(new Box(x, 0, side, side), confidence);
    }

    @Test
    void keepsMoreConfidentOfTwoOverlappingBoxes() {
        Face better = face(0, 100, 0.9f);

        assertThat(NonMaximumSuppression.apply(List.of(face(10, 100, 0.5f), better)))
                .containsExactly(better);
    }

    @Test
    void keepsNeighbouringFacesMostConfidentFirst() {
        Face left = face(0, 100, 0.5f);
        Face right = face(150, 100, 0.9f);

        assertThat(NonMaximumSuppression.apply(List.of(left, right))).containsExactly(right, left);
    }

    @Test
    void dropsPartInsideWholeFaceDespiteSmallIou() {
        Face whole = face(0, 100, 0.9f);
        Face part = face(10, 30, 0.8f);

        assertThat(whole.box().iou(part.box())).isLessThan(0.3f);
        assertThat(NonMaximumSuppression.apply(List.of(whole, part))).containsExactly(whole);
    }

    @Test
    void dropsBoxContainedSeventyPercentInABetterOne() {
        Face whole = new Face(new Box(0, 0, 100, 100), 0.9f);
        Face seventyPercentInside = new Face(new Box(93, 10, 10, 20), 0.8f);
        Face lessInside = new Face(new Box(93.1f, 50, 10, 20), 0.7f);

        assertThat(NonMaximumSuppression.apply(List.of(whole, seventyPercentInside, lessInside)))
                .containsExactly(whole, lessInside);
    }

    @Test
    void measuresContainmentRelativeToTheSmallerBox() {
        Face part = face(10, 30, 0.9f);
        Face whole = face(0, 100, 0.8f);

        assertThat(NonMaximumSuppression.apply(List.of(whole, part))).containsExactly(part);
    }

    @Test
    void dropsBoxOnlyIfIouExceedsThreeTenths() {
        Face better = new Face(new Box(0, 0, 13, 10), 0.9f);
        Face threeTenths = new Face(new Box(7, 0, 13, 10), 0.8f); // 60 of 200 square pixels
        Face more = new Face(new Box(6.9f, 0, 13, 10), 0.8f);

        assertThat(NonMaximumSuppression.apply(List.of(better, threeTenths))).hasSize(2);
        assertThat(NonMaximumSuppression.apply(List.of(better, more))).containsExactly(better);
    }
}
