package dev.framewatch.learn.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.learn.dataset.FolderLabels;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstanceLearner;
import dev.framewatch.learn.label.LabellingSession.State;
import dev.framewatch.video.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six videos of ten frames; frames 4 to 6 of the odd ones show the target. */
class LabellingSessionTest {
    private static final List<String> CLASSES = List.of("1", "0");
    private static final int VIDEOS = 6;
    private static final int FRAMES = 10;

    @TempDir private Path folder;

    private LabellingSession session() throws IOException {
        StringBuilder table = new StringBuilder("Image_ID,Class,Group\n");
        for (int i = 0; i < VIDEOS * FRAMES; i++) {
            String name = "frame%d.jpg".formatted(i);
            Files.writeString(folder.resolve(name), "image");
            table.append("%s,,v%d%n".formatted(name, i / FRAMES));
        }
        Files.writeString(folder.resolve("to-label.csv"), table);
        return reopened();
    }

    private LabellingSession reopened() throws IOException {
        return new LabellingSession(
                FolderLabels.of(folder),
                CLASSES,
                new MultipleInstanceLearner(new LogisticRegression(30)));
    }

    private static int number(String image) {
        return Integer.parseInt(image.replaceAll("\\D", ""));
    }

    private static boolean shows(String image) {
        int number = number(image);
        return number / FRAMES % 2 == 1 && number % FRAMES >= 4 && number % FRAMES <= 6;
    }

    private static String truth(String image) {
        return shows(image) ? "1" : "0";
    }

    /** The target is on one side of the plane; what is close to it is hard. */
    private static List<float[]> describe(Path file) {
        int number = number(String.valueOf(file.getFileName()));
        Random random = new Random(number);
        double angle =
                shows("frame" + number)
                        ? 0.3 + 0.4 * random.nextDouble()
                        : 0.9 + 1.6 * random.nextDouble();
        return List.of(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
    }

    @Test
    void everyVideoIsAskedAboutOnceBeforeAnyIsAskedAboutTwice() throws IOException {
        LabellingSession session = session();
        Set<String> groups = new HashSet<>();
        State state = session.state();
        for (int i = 0; i < VIDEOS; i++) {
            groups.add(state.video());
            state = session.answer(String.valueOf(state.image()), "0");
        }
        assertThat(groups).hasSize(VIDEOS);
        assertThat(state.guess()).isNull();
        assertThat(number(String.valueOf(state.image())) % FRAMES)
                .as("far from the frame that was answered")
                .isEqualTo(FRAMES - 1);
    }

    @Test
    void theImagesThatTheAnswersLeaveOpenComeFirst() throws IOException {
        LabellingSession session = session();
        session.describe(LabellingSessionTest::describe);
        State state = session.state();
        List<Double> distances = new ArrayList<>();
        while (state.image() != null && state.labelled() < 40) {
            if (state.guess() != null) {
                distances.add(Math.abs(state.guess() - 0.5));
            }
            state = session.answer(state.image(), truth(state.image()));
        }
        assertThat(distances).hasSizeGreaterThan(5);
        assertThat(distances.subList(0, 3))
                .allSatisfy(distance ->
                        assertThat(distance)
                                .as("least certain first")
                                .isLessThan(distances.getLast()));
    }

    @Test
    void imagesInWhichNothingCouldBeTheTargetComeLast() throws IOException {
        LabellingSession session = session();
        session.describe(file ->
                number(String.valueOf(file.getFileName())) % 2 == 0 ? List.of() : describe(file));
        State state = session.state();
        for (int i = 0; i < VIDEOS * FRAMES / 2; i++) {
            assertThat(number(String.valueOf(state.image())) % 2).isEqualTo(1);
            state = session.answer(String.valueOf(state.image()), truth("" + state.image()));
        }
        assertThat(number(String.valueOf(state.image())) % 2).isZero();
    }

    @Test
    void anAnswerSurvivesAndTheNextRunGoesOn() throws IOException {
        LabellingSession session = session();
        String first = String.valueOf(session.state().image());
        session.answer(first, "1");
        session.answer(first, "1");

        State state = reopened().state();

        assertThat(state.labelled()).isEqualTo(1);
        assertThat(state.total()).isEqualTo(VIDEOS * FRAMES);
        assertThat(state.counts()).containsEntry("1", 1).containsEntry("0", 0);
        assertThat(state.image()).isNotEqualTo(first);
    }

    @Test
    void theLastAnswerIsTakenBackAndItsImageShownAgain() throws IOException {
        LabellingSession session = session();
        String first = String.valueOf(session.state().image());
        String second = String.valueOf(session.answer(first, "1").image());
        session.answer(second, "0");

        assertThat(session.undo().image()).isEqualTo(second);
        assertThat(session.undo().image()).isEqualTo(first);
        assertThat(session.undo().labelled()).isZero();
        assertThat(session.labelFile()).doesNotExist();
    }

    @Test
    void aSkippedImageComesBackWhenAllOthersAreLabelled() throws IOException {
        LabellingSession session = session();
        String skipped = String.valueOf(session.state().image());
        State state = session.skip(skipped);
        for (int i = 1; i < VIDEOS * FRAMES; i++) {
            assertThat(state.image()).isNotNull().isNotEqualTo(skipped);
            state = session.answer(String.valueOf(state.image()), "0");
        }
        assertThat(state.image()).isEqualTo(skipped);
        assertThat(session.answer(skipped, "1").image()).isNull();
    }

    @Test
    void whatCannotBeReadIsNotAskedAboutAndNamed() throws IOException {
        LabellingSession session = session();
        session.describe(file -> {
            if (file.endsWith("frame7.jpg")) {
                throw new UnreadableImageException("damaged");
            }
            return describe(file);
        });
        State state = session.state();
        while (state.image() != null) {
            assertThat(state.image()).isNotEqualTo("frame7.jpg");
            state = session.answer(state.image(), truth(state.image()));
        }
        assertThat(session.unreadable()).containsOnly(Map.entry("frame7.jpg", "damaged"));
        assertThat(state.labelled()).isEqualTo(state.total()).isEqualTo(VIDEOS * FRAMES - 1);
    }

    @Test
    void anUnknownClassIsRefusedAndNothingIsSaved() throws IOException {
        LabellingSession session = session();
        String image = String.valueOf(session.state().image());

        assertThatThrownBy(() -> session.answer(image, "maybe"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("is none of 1, 0");
        assertThat(session.labelFile()).doesNotExist();
        assertThat(session.file("../secret.jpg")).isEmpty();
    }
}
