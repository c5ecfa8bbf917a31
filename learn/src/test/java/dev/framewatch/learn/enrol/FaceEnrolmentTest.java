package dev.framewatch.learn.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.fit.Gaussians;
import dev.framewatch.learn.fit.LinearModel;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceEnrolmentTest {
    private final Gaussians faces = new Gaussians(33, 0.6);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 50})
    void knowsThePersonFromOthers(int photos) throws UnusableDataException {
        LinearModel head =
                FaceEnrolment.of(Stream.generate(() -> faces.face(0)).limit(photos).toList())
                        .head();

        int right = 0;
        for (int i = 0; i < 100; i++) {
            right += head.logit(faces.face(0)) > head.logit(faces.stranger()) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(95);
    }

    @Test
    void aPhotoOfItselfIsCertain() throws UnusableDataException {
        float[] face = faces.face(0);

        assertThat(FaceEnrolment.of(List.of(face)).head().logit(face)).isGreaterThan(5);
        assertThat(FaceEnrolment.of(Collections.nCopies(5, face)).head().logit(face))
                .isFinite()
                .isPositive();
    }

    @Test
    void noneAndTooManyPhotosAreRefused() {
        assertThatThrownBy(() -> FaceEnrolment.of(List.of()))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("1 to 50");
        List<float[]> many = Collections.nCopies(51, faces.face(0));
        assertThatThrownBy(() -> FaceEnrolment.of(many)).hasMessageContaining("51");
    }
}
