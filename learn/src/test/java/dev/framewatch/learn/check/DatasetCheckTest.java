package dev.framewatch.learn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.Box;
import dev.framewatch.learn.check.DatasetReport.ClassSummary;
import dev.framewatch.learn.check.DatasetReport.VideoSummary;
import dev.framewatch.learn.check.Finding.Kind;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.testing.Images;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each finding on images that warrant it, and none on valid images. */
class DatasetCheckTest {
    @TempDir private Path folder;
    private final StringBuilder rows = new StringBuilder("Image_ID,Class,Group\n");

    private static RgbImage scene(int seed, int width, int height) {
        return Images.confetti(seed, width, height);
    }

    private void picture(String name, RgbImage image, String label, String group)
            throws IOException {
        Images.writePng(folder.resolve(name), image);
        row(name, label, group);
    }

    private void row(String name, String label, String group) {
        rows.append("%s,%s,%s%n".formatted(name, label, group));
    }

    /** Ten videos of each class, two different images each. */
    private void addValidImages() throws IOException {
        for (int video = 0; video < 20; video++) {
            for (int i = 0; i < 2; i++) {
                picture(
                        "v%02d-%d.png".formatted(video, i),
                        scene(100 * video + i, 160, 120),
                        video % 2 == 0 ? "1" : "0",
                        "video" + video);
            }
        }
    }

    private DatasetReport check(@Nullable FaceDetector faces)
            throws IOException, InterruptedException {
        Path csv = Files.writeString(folder.resolve("labels.csv"), rows);
        return DatasetCheck.run(LabelFile.read(csv, folder, null), faces, ProgressListener.SILENT);
    }

    private Finding only(DatasetReport report) {
        assertThat(report.findings()).hasSize(1);
        return report.findings().getFirst();
    }

    @Test
    void findsNothingInAValidDataset() throws Exception {
        addValidImages();

        DatasetReport report = check(null);

        assertThat(report.findings()).isEmpty();
        assertThat(report.serious()).isFalse();
        assertThat(report.images()).isEqualTo(40);
        assertThat(report.videos()).isEqualTo(20);
        assertThat(report.classes())
                .extracting(ClassSummary::label, ClassSummary::images, ClassSummary::videos)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("0", 20, 10),
                        org.assertj.core.groups.Tuple.tuple("1", 20, 10));
        assertThat(report.classes().getFirst().largest()).contains(new VideoSummary("video1", 2));
    }

    @Test
    void reportsADuplicateWithTwoClasses() throws Exception {
        addValidImages();
        picture("again.png", scene(0, 160, 120), "0", "video0");

        Finding finding = only(check(null));

        assertThat(finding.kind()).isEqualTo(Kind.SAME_PICTURE_TWO_CLASSES);
        assertThat(finding.serious()).isTrue();
        assertThat(finding.examples()).containsExactly("again.png (class 0) = v00-0.png (class 1)");
    }

    @Test
    void reportsDuplicatesAcrossVideosAsSerious() throws Exception {
        addValidImages();
        picture("a.png", scene(0, 160, 120), "1", "video2");
        picture("b.png", scene(101, 160, 120), "0", "video1");

        DatasetReport report = check(null);

        assertThat(report.findings())
                .extracting(Finding::kind, Finding::serious, Finding::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.SAME_PICTURE_TWO_VIDEOS, true, 1),
                        org.assertj.core.groups.Tuple.tuple(Kind.VIDEOS_LOOK_ALIKE, true, 1),
                        org.assertj.core.groups.Tuple.tuple(Kind.SAME_PICTURE, false, 2));
    }

    @Test
    void reportsNearDuplicatesWithBothClasses() throws Exception {
        addValidImages();
        RgbImage scene = scene(0, 160, 120);
        RgbImage near =
                Images.of(
                        160,
                        120,
                        (x, y) -> x == 5 && y == 5 ? 0xffffff : Images.colourAt(scene, x, y));
        picture("near.png", near, "0", "video0");

        Finding finding = only(check(null));

        assertThat(finding.kind()).isEqualTo(Kind.NEARLY_THE_SAME_TWO_CLASSES);
        assertThat(finding.examples())
                .singleElement()
                .asString()
                .contains("near.png (class 0)", "v00-0.png (class 1)", "% similar");
    }

    @Test
    void reportsUnreadableImagesAndExcludedRowsWithTheReason() throws Exception {
        addValidImages();
        Files.writeString(folder.resolve("page.png"), "<html></html>");
        row("page.png", "1", "video0");
        row("gone.png", "1", "video0");

        DatasetReport report = check(null);

        assertThat(report.readable()).isEqualTo(40);
        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.LEFT_OUT, Kind.UNREADABLE);
        assertThat(report.findings().get(0).description()).contains("gone.png", "no such file");
        assertThat(report.findings().get(1).examples())
                .singleElement()
                .asString()
                .contains("page.png", "web page");
        assertThat(report.serious()).isTrue();
    }

    @Test
    void aSkippedImageIsSeriousAndAFileWithoutARowIsNot() throws Exception {
        addValidImages();
        Images.writePng(folder.resolve("more.png"), scene(9999, 160, 120));

        Finding unlisted = only(check(null));
        row("gone.png", "1", "video0");
        List<Finding> both = check(null).findings();

        assertThat(unlisted.serious()).isFalse();
        assertThat(unlisted.description()).contains("1 file in", "more.png");
        assertThat(both).extracting(Finding::kind).containsExactly(Kind.LEFT_OUT, Kind.LEFT_OUT);
        assertThat(both).extracting(Finding::serious).containsExactly(true, false);
    }

    @Test
    void reportsFilesWithoutRowAsNotSerious() throws Exception {
        addValidImages();
        Images.writePng(folder.resolve("extra.png"), scene(7, 99, 99));

        assertThat(check(null).serious()).isFalse();
    }

    @Test
    void reportsASingleClassFromASingleVideo() throws Exception {
        for (int i = 0; i < 3; i++) {
            picture("p%d.png".formatted(i), scene(i, 160, 120), "1", "video");
        }

        assertThat(check(null).findings())
                .extracting(Finding::description)
                .containsExactly(
                        "only one class has readable images: 1",
                        "class 1 comes from 1 source video");
    }

    @Test
    void reportsImbalanceAndADominantVideo() throws Exception {
        addValidImages();
        for (int i = 0; i < 70; i++) {
            picture("m%d.png".formatted(i), scene(5000 + i, 160, 120), "0", "marathon");
        }

        assertThat(check(null).findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.UNBALANCED, Kind.ONE_VIDEO_PREVAILS);
    }

    @Test
    void reportsTinyImagesAndTinyFaces() throws Exception {
        addValidImages();
        picture("thumb.png", scene(1, 80, 60), "0", "video1");

        DatasetReport report = check(new Faces());

        assertThat(report.findings())
                .extracting(Finding::kind, Finding::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.TINY_PICTURE, 1),
                        org.assertj.core.groups.Tuple.tuple(Kind.TINY_FACE, 20));
        assertThat(report.findings().get(0).examples()).containsExactly("thumb.png, 80x60");
        assertThat(report.findings().get(1).examples()).contains("v00-0.png, 30 pixels");
    }

    /** Detects two faces in every image, the larger 30 pixels high. */
    private static final class Faces implements FaceDetector {
        @Override
        public List<Face> detect(RgbImage picture) {
            return List.of(
                    new Face(new Box(0, 0, 10, 12), 0.9f), new Face(new Box(40, 40, 25, 30), 0.8f));
        }

        @Override
        public void close() {}
    }
}
