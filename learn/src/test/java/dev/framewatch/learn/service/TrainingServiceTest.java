package dev.framewatch.learn.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.learn.service.TrainingService.Head;
import dev.framewatch.learn.service.TrainingService.Outputs;
import dev.framewatch.learn.service.TrainingService.Request;
import dev.framewatch.learn.service.TrainingService.Trained;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.learn.train.SplitStrategy;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.TestModels;
import dev.framewatch.targets.TargetFile;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import dev.framewatch.vision.artwork.Prints;
import dev.framewatch.vision.artwork.Street;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labelled pictures in, targets and their figures out. */
class TrainingServiceTest {
    @TempDir private Path folder;
    private DrawnDataset drawn;
    private final Notices notices = new Notices();

    /** Keeps what a person should know. */
    private static final class Notices implements ProgressListener {
        private final List<String> all = new ArrayList<>();

        @Override
        public void update(ProgressListener.Task task, long done, long total) {}

        @Override
        public void notice(String message) {
            all.add(message);
        }
    }

    @BeforeEach
    void pictures() throws IOException {
        drawn = new DrawnDataset(folder);
        drawn.add("harbour.png", "harbour", Prints.harbour());
        drawn.add("mill.png", "mill", Prints.mill());
        drawn.add("street.png", "none", Prints.clutter(1));
        drawn.add("other.png", "none", Prints.clutter(2));
    }

    private List<Trained> train(Request request, ProgressListener progress) throws Exception {
        return new TrainingService(
                        drawn.home(),
                        TestModels.store(),
                        new ReportWriter("test", InstantSource.system()))
                .train(request, progress);
    }

    private static Request artwork(
            DatasetLocation data,
            Head head,
            @Nullable String backbone,
            SplitStrategy split,
            Outputs outputs) {
        return new Request(
                "print",
                data,
                null,
                new Plan(TargetKind.ARTWORK, split, 1, new Threshold.Balanced()),
                head,
                backbone,
                null,
                null,
                outputs);
    }

    private static Request artwork(DatasetLocation data) {
        return new Request(
                "print",
                data,
                null,
                Plan.of(TargetKind.ARTWORK, 1, new Threshold.Balanced()),
                new Head.Linear(),
                null,
                null,
                null,
                Outputs.NONE);
    }

    @Test
    void ofSeveralClassesEachBecomesATarget() throws Exception {
        List<Trained> trained = train(artwork(drawn.labelled("harbour", "mill")), notices);

        assertThat(trained)
                .extracting(Trained::name)
                .containsExactly("print-harbour", "print-mill");
        assertThat(trained)
                .allSatisfy(one ->
                        assertThat(TargetFile.readManifest(one.file()).name())
                                .isEqualTo(one.name()));
        assertThat(trained.getFirst())
                .isInstanceOfSatisfying(
                        Trained.Artwork.class,
                        artwork -> {
                            assertThat(artwork.references()).isOne();
                            assertThat(artwork.evaluation()).isNotNull();
                        });
    }

    @Test
    void correctedLabelsAreTrainedFromAndPicturesThatAreLeftOutAreNoticed() throws Exception {
        Path corrections =
                Files.writeString(
                        folder.resolve("corrections.csv"),
                        "Image_ID,Action\nother.png,drop\nnone.png,keep\n");
        Files.delete(folder.resolve("images/mill.png"));
        Request plain = artwork(drawn.labelled("harbour"));
        Request request =
                new Request(
                        plain.name(),
                        plain.data(),
                        corrections,
                        plain.plan(),
                        plain.head(),
                        null,
                        null,
                        null,
                        Outputs.NONE);

        Trained.Artwork trained = (Trained.Artwork) train(request, notices).getFirst();

        assertThat(Objects.requireNonNull(trained.evaluation()).frames())
                .as("the street alone")
                .isOne();
        assertThat(notices.all)
                .anySatisfy(notice -> assertThat(notice).contains("mill.png", "no such file"))
                .anySatisfy(notice -> assertThat(notice).contains("none.png"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backbone", "head", "split", "report"})
    void whatOnlyLearningNeedsIsAnInvalidFieldOfArtwork(String field) throws IOException {
        Request request =
                artwork(
                        drawn.labelled("harbour"),
                        field.equals("head") ? new Head.Dense(null) : new Head.Linear(),
                        field.equals("backbone") ? "faceres" : null,
                        field.equals("split") ? SplitStrategy.FRAMES : SplitStrategy.VIDEOS,
                        new Outputs(
                                null,
                                null,
                                field.equals("report") ? folder.resolve("report.html") : null));

        assertThatThrownBy(() -> train(request, notices))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        invalid -> assertThat(invalid.field()).isEqualTo(field));
        assertThat(drawn.home().targets()).doesNotExist();
    }

    @Test
    void aSceneIsLearnedMeasuredAndReported() throws Exception {
        TestModels.obtain(ModelCatalogue.standard(ModelRole.SCENE_FEATURES).id());
        TestModels.obtain(ModelCatalogue.regions().id());
        for (int i = 0; i < 8; i++) {
            drawn.add("with%d.png".formatted(i), "harbour", Street.showing(Prints.harbour(), i));
            drawn.add("without%d.png".formatted(i), "none", Prints.clutter(10 + i));
        }
        Outputs outputs =
                new Outputs(
                        folder.resolve("groups.csv"),
                        folder.resolve("preview.html"),
                        folder.resolve("report.html"));
        Request request =
                new Request(
                        "scene",
                        drawn.labelled("harbour"),
                        null,
                        Plan.of(TargetKind.SCENE, 1, new Threshold.Balanced()),
                        new Head.Linear(),
                        null,
                        null,
                        null,
                        outputs);

        List<Trained> trained = train(request, notices);

        assertThat(trained)
                .singleElement()
                .isInstanceOfSatisfying(
                        Trained.Learned.class,
                        learned -> {
                            assertThat(learned.head().kind()).isEqualTo(TargetKind.SCENE);
                            assertThat(learned.evaluation().frames()).isEqualTo(20);
                            assertThat(learned.file()).exists();
                            assertThat(learned.report()).exists();
                        });
        assertThat(folder.resolve("groups.csv")).content().startsWith("Image_ID,Class,Group");
        assertThat(folder.resolve("preview.html")).exists();
    }

    @Test
    void regionsAreForLinearHeadsOnly() throws IOException {
        Request request =
                new Request(
                        "scene",
                        drawn.labelled("harbour"),
                        null,
                        Plan.of(TargetKind.SCENE, 1, new Threshold.Balanced()),
                        new Head.Dense(null),
                        ModelCatalogue.regions().id(),
                        null,
                        null,
                        Outputs.NONE);

        assertThatThrownBy(() -> train(request, notices))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("backbone"));
    }

    @Test
    void anInterruptEndsItAndLeavesNoTarget() throws IOException {
        Thread caller = Thread.currentThread();
        Request request = artwork(drawn.labelled("harbour"));

        assertThatThrownBy(() -> train(request, (task, done, total) -> caller.interrupt()))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).as("the exception says so").isFalse();
        assertThat(drawn.home().targets()).doesNotExist();
    }
}
