package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.Box;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An invented detector finds the given faces, where it is asked to search. */
class FaceSearchTest {
    private static final RgbImage FRAME = Images.black(320, 256);
    private static final Face LEFT = new Face(new Box(20, 20, 40, 40), 0.9f);
    private static final Face RIGHT = new Face(new Box(200, 20, 40, 40), 0.8f);
    private static final FrameChange FIRST =
            new FrameChange(
                    true, List.of(new Box(0, 0, 320, 256)), List.of(new Box(0, 0, 320, 256)));

    private final List<Face> inFrame = new ArrayList<>();
    private final List<Box> searched = new ArrayList<>();
    private final FaceSearch search =
            new FaceSearch(
                    new FaceDetector() {
                        @Override
                        public List<Face> detect(RgbImage image) {
                            throw new AssertionError("only areas are searched");
                        }

                        @Override
                        public List<Face> detect(RgbImage image, Box area) {
                            searched.add(area);
                            return inFrame.stream()
                                    .filter(face -> area.intersection(face.box()) > 0)
                                    .map(face -> new Face(face.box(), face.confidence()))
                                    .toList();
                        }

                        @Override
                        public void close() {}
                    });

    private List<Face> detect(FrameChange change, Face... faces) {
        inFrame.clear();
        inFrame.addAll(List.of(faces));
        searched.clear();
        return search.detect(FRAME, change);
    }

    private static FrameChange at(Box... boxes) {
        return new FrameChange(false, List.of(boxes), List.of(boxes));
    }

    @Test
    void firstFrameIsSearchedWhole() {
        assertThat(detect(FIRST, LEFT, RIGHT)).containsExactly(LEFT, RIGHT);
        assertThat(searched).hasSize(1);
    }

    @Test
    void facesAwayFromAChangeAreKeptAsTheyAre() {
        List<Face> before = detect(FIRST, LEFT, RIGHT);

        List<Face> after = detect(at(new Box(100, 200, 20, 20)), LEFT, RIGHT);

        assertThat(after.get(0)).isSameAs(before.get(0));
        assertThat(after.get(1)).isSameAs(before.get(1));
        assertThat(searched).containsExactly(new Box(90, 190, 40, 40));
    }

    @Test
    void faceThatAChangeTouchesIsSearchedForAsAWhole() {
        detect(FIRST, LEFT, RIGHT);
        Face turned = new Face(new Box(25, 20, 40, 40), 0.7f);

        List<Face> after = detect(at(new Box(50, 50, 10, 10)), turned, RIGHT);

        assertThat(after).containsExactly(RIGHT, turned);
        assertThat(searched).containsExactly(new Box(10, 10, 60, 60));
    }

    @Test
    void faceThatDisappearsBehindASingleColourIsGone() {
        detect(FIRST, LEFT, RIGHT);
        FrameChange covered = new FrameChange(false, List.of(new Box(0, 0, 100, 100)), List.of());

        assertThat(detect(covered, RIGHT)).containsExactly(RIGHT);
    }

    @Test
    void newFaceIsFound() {
        detect(FIRST, LEFT);

        assertThat(detect(at(RIGHT.box()), LEFT, RIGHT)).containsExactly(LEFT, RIGHT);
    }

    @Test
    void distantChangesAreSearchedSeparatelyAndNearOnesTogether() {
        detect(FIRST);

        detect(at(new Box(0, 0, 10, 10), new Box(20, 0, 10, 10), new Box(300, 240, 10, 10)));

        assertThat(searched).containsExactly(new Box(-10, -10, 50, 30), new Box(290, 230, 30, 30));
    }

    @Test
    void nothingIsKnownOfFramesOfAnotherSize() {
        detect(FIRST, LEFT, RIGHT);

        assertThat(detect(FIRST)).isEmpty();
    }
}
