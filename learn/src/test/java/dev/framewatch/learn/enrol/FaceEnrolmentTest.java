package dev.framewatch.learn.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.Targets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceEnrolmentTest {
    private static final Backbones BACKBONES = Targets.confirmation().backbones();

    @Test
    void thresholdIsTheSameSimilarityForEveryPersonAndNumberOfPhotos() throws Exception {
        FaceEnrolment one = enrolment(List.of(face(1, 0)));
        FaceEnrolment two = enrolment(List.of(face(0.6f, 0.8f), face(0.6f, -0.8f)));
        float[] even = {0.44f, (float) Math.sqrt(1 - 0.44 * 0.44)};

        assertThat(one.logit(even)).isCloseTo(0, within(1e-5));
        assertThat(two.logit(even)).isCloseTo(0, within(1e-5));
        assertThat(one.logit(new float[] {1, 0})).isGreaterThan(5);
        assertThat(one.logit(new float[] {0, 1})).isLessThan(-5);
    }

    @Test
    void noneAndTooManyPhotosAreRefused() {
        assertThatThrownBy(() -> enrolment(List.of()))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("1 to 50");
        assertThatThrownBy(() -> enrolment(Collections.nCopies(51, face(1, 0))))
                .hasMessageContaining("51");
    }

    private static FaceEnrolment enrolment(List<FaceReference> faces) throws UnusableDataException {
        return FaceEnrolment.of(BACKBONES, faces, List.of());
    }

    private static FaceReference face(float x, float y) {
        return FaceReference.of("a.jpg", Targets.ONES, new float[] {x, y});
    }
}
