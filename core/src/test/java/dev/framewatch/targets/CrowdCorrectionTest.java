package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.Box;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrowdCorrectionTest {
    private static final byte[] HEAD = LinearHead.onnx(new float[] {8, 0}, -4);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 24})
    void aFewFacesAreNotCorrected(int faces) {
        assertThat(CrowdCorrection.of(0.7, faces)).isEqualTo(0.7);
    }

    @Test
    void theOddsAreInverselyProportionalToTheNumberOfFaces() {
        assertThat(CrowdCorrection.of(0.5, 48)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(CrowdCorrection.of(0.8, 96)).isCloseTo(0.5, within(1e-9));
        assertThat(CrowdCorrection.of(Double.NaN, 96)).isNaN();
    }

    /** A crowd of 432 tiny faces once made a false frame: one of them resembled the target. */
    @Test
    void aSlightResemblanceInACrowdIsNoMatchAndAClearOneIs() throws IOException {
        assertThat(scoreAmong(432, 0.6f)).isLessThan(0.2);
        assertThat(scoreAmong(3, 0.6f)).isCloseTo(0.69, within(0.01));
        assertThat(scoreAmong(60, 1)).isCloseTo(0.956, within(0.005));
    }

    /** Returns the score of a frame in which one face has this feature and the others have none. */
    private double scoreAmong(int faces, float feature) throws IOException {
        List<EmbeddedFace> all = new ArrayList<>();
        for (int i = 0; i < faces; i++) {
            Face face = new Face(new Box(20 * i, 0, 20, 20), 0.9f);
            float[] embedding = {i == faces / 2 ? feature : -1, 0};
            all.add(new EmbeddedFace(face, embedding, 60));
        }
        Path file = folder.resolve("a.target");
        TargetFile.write(file, Targets.face("a", HEAD, 2), HEAD);
        try (Target target = TargetFile.read(file)) {
            return target.detector().score(new FrameFeatures(all, List.of())).probability();
        }
    }
}
