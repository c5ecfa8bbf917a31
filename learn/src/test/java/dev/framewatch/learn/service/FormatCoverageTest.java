package dev.framewatch.learn.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.api.DetailedEvaluation;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.learn.evaluate.VideoEvaluation;
import dev.framewatch.learn.service.DatasetService.Frames;
import dev.framewatch.learn.service.DatasetService.FramesRequest;
import dev.framewatch.learn.service.DatasetService.VideoFrames;
import dev.framewatch.learn.service.EnrolmentService.Enrolled;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.video.Clips;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.MediaFetcher;
import dev.framewatch.video.MediaListing.LeftOut;
import dev.framewatch.video.MediaSamples;
import dev.framewatch.video.MediaSamples.Sample;
import dev.framewatch.video.Sampling;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames for labelling, enrolment and evaluation read every format as a scan does. */
class FormatCoverageTest {
    @TempDir private static Path folder;
    private static List<Sample> samples = List.of();

    private static Path media() {
        return folder.resolve("media");
    }

    @BeforeAll
    static void writeSamples() throws Exception {
        samples = MediaSamples.write(media());
        EnrolmentService.Request harbour =
                new EnrolmentService.Request.Artwork(
                        "harbour",
                        List.of(
                                new DrawnDataset(folder)
                                        .add("print.png", "1", Prints.harbour())
                                        .toString()));
        enrolment().enrol(harbour, ProgressListener.SILENT);
    }

    private static EnrolmentService enrolment() {
        MediaFetcher noAddress =
                address -> {
                    throw new AssertionError(address);
                };
        return new EnrolmentService(targets(), new DrawnDataset(folder).models(), noAddress);
    }

    private static TargetStore targets() {
        return new TargetStore(new DrawnDataset(folder).home().targets());
    }

    private static EvaluationService evaluation() {
        return new EvaluationService(
                targets(),
                new DrawnDataset(folder).models(),
                new ReportWriter("1.2.3", InstantSource.system()));
    }

    private static List<Sample> pictures() {
        return samples.stream().filter(Sample::isPicture).toList();
    }

    /** Labels samples as showing the harbour. */
    private static DatasetLocation labels(List<Sample> labelled) throws IOException {
        StringBuilder rows = new StringBuilder("Image_ID,Class\n");
        labelled.forEach(sample -> rows.append(sample.name()).append(",1\n"));
        Path csv = Files.writeString(folder.resolve("labels.csv"), rows);
        return new DatasetLocation(csv, media(), List.of("1"));
    }

    @Test
    void theFramesOfEachSampleAreExtractedAndTheArchiveIsNamed() throws Exception {
        Path out = folder.resolve("frames");
        Map<String, List<Integer>> numbers = new HashMap<>();
        List<String> problems = new ArrayList<>();

        Frames frames =
                new DatasetService(new DrawnDataset(folder).models())
                        .frames(
                                new FramesRequest(List.of(media()), out, Sampling.every(1), ""),
                                ProgressListener.SILENT,
                                _ -> {});

        for (VideoFrames video : frames.videos()) {
            if (video instanceof VideoFrames.Added added) {
                List<Integer> read = new ArrayList<>();
                for (String frame : added.frames()) {
                    read.add(Clips.numberOf(ImageFiles.read(out.resolve(frame))));
                }
                numbers.put(added.video().getFileName().toString(), read);
                problems.add(added.problem());
            }
        }
        SoftAssertions all = new SoftAssertions();
        for (Sample sample : samples) {
            all.assertThat(numbers.get(sample.name()))
                    .as(sample.name())
                    .isEqualTo(sample.numbers());
        }
        all.assertAll();
        assertThat(problems).hasSameSizeAs(samples).containsOnly("");
        assertThat(frames.leftOut())
                .containsExactly(new LeftOut(media().resolve("backup.zip"), "a ZIP archive"));
        assertThat(frames.complete()).isFalse();
    }

    @Test
    void eachPictureIsEnrolled() throws Exception {
        List<String> paths = pictures().stream().map(s -> s.path().toString()).toList();

        Enrolled enrolled =
                enrolment()
                        .enrol(
                                new EnrolmentService.Request.Artwork("pictures", paths),
                                ProgressListener.SILENT);

        assertThat(enrolled.warnings()).isEmpty();
        assertThat(enrolled.used()).isEqualTo(paths.size()).isEqualTo(8);
    }

    @Test
    void eachPictureIsEvaluated() throws Exception {
        EvaluationService.Pictures request =
                new EvaluationService.Pictures(
                        "harbour", labels(pictures()), null, new Threshold.Trained(), null);

        DetailedEvaluation measured = evaluation().evaluate(request, ProgressListener.SILENT);

        assertThat(measured.figures().frames()).isEqualTo(pictures().size());
        assertThat(measured.figures().accuracy()).isOne();
    }

    @Test
    void eachSampleIsEvaluatedAsAVideo() throws Exception {
        EvaluationService.Videos request =
                new EvaluationService.Videos(
                        "harbour", labels(samples), null, ScanOptions.standard());

        VideoEvaluation measured = evaluation().evaluate(request, ProgressListener.SILENT);

        assertThat(measured.undecided()).isEmpty();
        assertThat(measured.unreadable()).isEmpty();
        assertThat(measured.wrong()).isEmpty();
        List<Integer> shares = new ArrayList<>(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        for (Sample sample : samples) {
            int bin = Math.min(9, 10 * sample.positives() / sample.numbers().size());
            shares.set(bin, shares.get(bin) + 1);
        }
        assertThat(measured.shareOfPositives()).isEqualTo(shares);
    }
}
