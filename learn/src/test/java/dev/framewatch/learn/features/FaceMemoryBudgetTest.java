package dev.framewatch.learn.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.Box;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaceMemoryBudgetTest {
    private static final int NUMBERS = 1024;

    /** With what surrounds an embedding. */
    private static final int A_FACE = 4 * NUMBERS + 128;

    private static List<EmbeddedFace> faces(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] embedding = new float[NUMBERS];
                    embedding[0] = i;
                    return new EmbeddedFace(new Face(new Box(0, 0, 9, 9), 1), embedding, 1);
                })
                .toList();
    }

    @Test
    void whereThereIsRoomAllFacesStay() {
        FaceMemoryBudget room = new FaceMemoryBudget(2, 100 * A_FACE);

        assertThat(room.keep(faces(24))).hasSize(24);
        assertThat(room.keep(faces(0))).isEmpty();
        assertThat(room.leftOut()).isZero();
    }

    @Test
    void aCrowdLeavesRoomForTheFirstFaceOfEveryOtherPicture() {
        FaceMemoryBudget room = new FaceMemoryBudget(5, 10 * A_FACE);

        assertThat(room.keep(faces(24)))
                .hasSize(6)
                .first()
                .extracting(face -> face.embedding()[0])
                .isEqualTo(0f);
        for (int i = 0; i < 4; i++) {
            assertThat(room.keep(faces(3))).hasSize(1);
        }
        assertThat(room.leftOut()).isEqualTo(18 + 4 * 2);
    }

    @Test
    void whatOnePictureDoesNotNeedIsLeftForTheNext() {
        FaceMemoryBudget room = new FaceMemoryBudget(2, 10 * A_FACE);

        assertThat(room.keep(faces(1))).hasSize(1);
        assertThat(room.keep(faces(24))).hasSize(9);
    }

    @Test
    void neverMoreIsKeptThanFits() {
        FaceMemoryBudget room = new FaceMemoryBudget(10, 3 * A_FACE);

        assertThat(IntStream.range(0, 10).map(_ -> room.keep(faces(2)).size()).sum()).isEqualTo(3);
    }
}
