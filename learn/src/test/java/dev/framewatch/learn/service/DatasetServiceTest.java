package dev.framewatch.learn.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.NotFoundException;
import dev.framewatch.learn.check.DatasetReport;
import dev.framewatch.learn.service.DatasetService.CheckRequest;
import dev.framewatch.learn.service.DatasetService.Frames;
import dev.framewatch.learn.service.DatasetService.FramesRequest;
import dev.framewatch.learn.service.DatasetService.VideoFrames;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.video.Sampling;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos in, frames to label out; labelled pictures in, findings out. */
class DatasetServiceTest {
    @TempDir private Path folder;
    private DrawnDataset drawn;
    private Path video;
    private final List<VideoFrames> heard = new ArrayList<>();

    @BeforeEach
    void aVideo() throws IOException {
        drawn = new DrawnDataset(folder);
        video = drawn.clip("a.mp4", Prints.harbour());
    }

    private Frames frames(Path... videos) throws Exception {
        return frames(ProgressListener.SILENT, videos);
    }

    private Frames frames(ProgressListener progress, Path... videos) throws Exception {
        return new DatasetService(drawn.models())
                .frames(
                        new FramesRequest(
                                List.of(videos), folder.resolve("frames"), Sampling.every(1), ""),
                        progress,
                        heard::add);
    }

    @Test
    void eachVideoIsAResultAsSoonAsItIsKnown() throws Exception {
        Path broken = Files.writeString(video.resolveSibling("b.mp4"), "<html>");

        Frames frames = frames(folder.resolve("videos"));

        assertThat(frames.videos()).hasSize(2).isEqualTo(heard);
        assertThat(heard.getFirst())
                .isEqualTo(new VideoFrames.Added(video, List.of("frame0.jpg", "frame1.jpg"), ""));
        assertThat(heard.getLast())
                .isInstanceOfSatisfying(
                        VideoFrames.Unreadable.class,
                        one -> assertThat(one.video()).isEqualTo(broken));
        assertThat(frames.added()).isEqualTo(2);
        assertThat(frames.complete()).isFalse();
        assertThat(frames.table()).isEqualTo(folder.resolve("frames/to-label.csv"));
    }

    @Test
    void aVideoIsTakenOnce() throws Exception {
        frames(video);

        Frames again = frames(video);

        assertThat(again.videos()).containsExactly(new VideoFrames.Known(video));
        assertThat(again.added()).isZero();
        assertThat(again.complete()).isTrue();
    }

    @Test
    void withoutAVideoThereIsNothingToTake() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThatThrownBy(() -> frames(empty))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no videos");

        Path zip = Files.write(empty.resolve("clips.zip"), new byte[] {'P', 'K', 3, 4});
        assertThatThrownBy(() -> frames(empty))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no videos; 1 file was skipped: %s (a ZIP archive)", zip);
    }

    @Test
    void anInterruptEndsItBeforeTheNextVideo() {
        Thread caller = Thread.currentThread();
        ProgressListener second =
                (task, done, total) -> {
                    if (done == 0) {
                        caller.interrupt();
                    }
                };
        Path other = video.resolveSibling("a.mp4");

        assertThatThrownBy(() -> frames(second, video, other))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void labelledPicturesAreCheckedWithoutAnyModelWhereFacesDoNotMatter() throws Exception {
        drawn.add("one.png", "1", Prints.harbour());
        drawn.add("two.png", "0", Prints.harbour());

        DatasetReport report =
                new DatasetService(drawn.models())
                        .check(new CheckRequest(drawn.labelled(), false), ProgressListener.SILENT);

        assertThat(report.images()).isEqualTo(2);
        assertThat(report.serious()).as("one picture in two classes").isTrue();
    }
}
