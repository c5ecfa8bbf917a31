package dev.framewatch.learn.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.learn.api.DetailedEvaluation;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.learn.evaluate.VideoEvaluation;
import dev.framewatch.learn.service.EvaluationService.Pictures;
import dev.framewatch.learn.service.EvaluationService.Videos;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.video.MediaFetcher.Media;
import dev.framewatch.vision.artwork.Prints;
import dev.framewatch.vision.artwork.Street;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target and labelled pictures or videos in, figures out. */
class EvaluationServiceTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir private Path folder;
    private DrawnDataset drawn;
    private EvaluationService evaluation;

    @BeforeEach
    void aTarget() throws Exception {
        drawn = new DrawnDataset(folder);
        Path print = drawn.add("clean.png", "1", Prints.harbour());
        TargetStore targets = new TargetStore(drawn.home().targets());
        new EnrolmentService(targets, drawn.models(), _ -> new Media(print, ""))
                .enrol(
                        new EnrolmentService.Request.Artwork("print", List.of(print.toString())),
                        ProgressListener.SILENT);
        drawn.add("with.png", "1", Street.showing(Prints.harbour(), 3));
        drawn.add("without.png", "0", Street.showing(Prints.mill(), 4));
        evaluation =
                new EvaluationService(
                        targets,
                        drawn.models(),
                        new ReportWriter("1.2.3", InstantSource.fixed(NOW)));
    }

    private Pictures pictures(@Nullable Path report) throws Exception {
        return new Pictures("print", drawn.labelled(), null, new Threshold.Trained(), report);
    }

    @Test
    void picturesAreScoredAndTheReportIsWritten() throws Exception {
        Path report = folder.resolve("report.html");

        DetailedEvaluation measured =
                evaluation.evaluate(pictures(report), ProgressListener.SILENT);

        assertThat(measured.figures().frames()).isEqualTo(3);
        assertThat(measured.figures().accuracy()).isOne();
        assertThat(report).content().contains("1.2.3", "labels.csv");
    }

    @Test
    void correctedLabelsAreThoseThatCount() throws Exception {
        drawn.add("mislabelled.png", "1", Street.showing(Prints.mill(), 5));
        Path corrections =
                Files.writeString(
                        folder.resolve("corrections.csv"),
                        "Image_ID,Action\nmislabelled.png,flip\n");
        List<String> notices = new ArrayList<>();

        DetailedEvaluation measured =
                evaluation.evaluate(
                        new Pictures(
                                "print",
                                drawn.labelled(),
                                corrections,
                                new Threshold.Trained(),
                                null),
                        noticing(notices));

        assertThat(measured.figures().accuracy()).isOne();
        assertThat(measured.figures().positives()).isEqualTo(2);
        assertThat(notices).singleElement().asString().contains("1 flipped (mislabelled.png)");
    }

    private static ProgressListener noticing(List<String> notices) {
        return new ProgressListener() {
            @Override
            public void update(Task task, long done, long total) {}

            @Override
            public void notice(String message) {
                notices.add(message);
            }
        };
    }

    @Test
    void picturesOfWhichNoneCanBeReadAreRefused() throws Exception {
        DatasetLocation data = drawn.labelled();
        for (String name : List.of("clean.png", "with.png", "without.png")) {
            Files.writeString(data.folder().resolve(name), "<html>");
        }

        assertThatThrownBy(() -> evaluation.evaluate(pictures(null), ProgressListener.SILENT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("none of its images can be read");
    }

    @Test
    void videosAreScannedAndAnUnreadableOneIsNamed() throws Exception {
        Path with = drawn.clip("with.mp4", Prints.harbour());
        drawn.clip("without.mp4", Prints.mill());
        Files.writeString(with.resolveSibling("broken.mp4"), "<html>");
        Path labels =
                Files.writeString(
                        folder.resolve("videos.csv"),
                        "Image_ID,Class\nwith.mp4,1\nwithout.mp4,0\nbroken.mp4,0\n");
        DatasetLocation data = new DatasetLocation(labels, folder.resolve("videos"), List.of());

        VideoEvaluation measured =
                evaluation.evaluate(
                        new Videos("print", data, null, ScanOptions.standard()),
                        ProgressListener.SILENT);

        assertThat(measured.videos()).isEqualTo(3);
        assertThat(measured.unreadable()).containsExactly("broken.mp4");
        assertThat(measured.wrong()).isEmpty();
    }

    @Test
    void aTargetThatIsNotThereIsNotFound() throws Exception {
        Pictures request =
                new Pictures("anna", drawn.labelled(), null, new Threshold.Trained(), null);

        assertThatThrownBy(() -> evaluation.evaluate(request, ProgressListener.SILENT))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'anna'", "print");
    }
}
