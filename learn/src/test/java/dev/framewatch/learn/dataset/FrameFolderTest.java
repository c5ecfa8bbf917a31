package dev.framewatch.learn.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.learn.dataset.FrameFolder.ExtractedFrames;
import dev.framewatch.video.Clips;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames to label, from real clips. */
class FrameFolderTest {
    @AutoClose private static VideoDecoder decoder = new VideoDecoder();

    @TempDir private Path folder;
    private Path out;
    private Path one;
    private Path two;

    @BeforeAll
    static void start() {
        decoder = new VideoDecoder();
    }

    /** Three and two seconds of numbered pictures, one a second. */
    @BeforeEach
    void clips() throws IOException {
        out = folder.resolve("frames");
        one = Clips.write(folder.resolve("one.mp4"), Codec.H264, 3, 1);
        two = Clips.write(folder.resolve("two, really.mp4"), Codec.H264, 2, 1);
    }

    private FrameFolder open(String label) throws IOException {
        return new FrameFolder(out, Sampling.every(1), label);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> table(String name) throws IOException {
        return Files.readAllLines(out.resolve(name));
    }

    @Test
    void framesAreNumberedOnFromVideoToVideoAndTheTableNamesTheVideo() throws Exception {
        FrameFolder frames = open("");

        ExtractedFrames first = frames.extract(one, decoder);
        ExtractedFrames second = frames.extract(two, decoder);

        assertThat(first.frames()).containsExactly("frame0.jpg", "frame1.jpg", "frame2.jpg");
        assertThat(second.frames()).containsExactly("frame3.jpg", "frame4.jpg");
        assertThat(table("to-label.csv"))
                .containsExactly(
                        "Image_ID,Class,Group",
                        "frame0.jpg,,one.mp4",
                        "frame1.jpg,,one.mp4",
                        "frame2.jpg,,one.mp4",
                        "frame3.jpg,,\"two, really.mp4\"",
                        "frame4.jpg,,\"two, really.mp4\"");
        assertThat(Clips.numberOf(ImageFiles.read(out.resolve("frame2.jpg")))).isEqualTo(2);
        assertThat(Clips.numberOf(ImageFiles.read(out.resolve("frame4.jpg")))).isEqualTo(1);
        assertThat(names()).hasSize(6);
    }

    @Test
    void aSecondRunTakesOnlyWhatIsNewAndKeepsWhatAPersonWrote() throws Exception {
        open("").extract(one, decoder);
        Files.writeString(
                out.resolve("to-label.csv"),
                "Image_ID;Class;Note;Group\nframe0.jpg;1;sure;one.mp4\nframe1.jpg;0;;one.mp4");

        FrameFolder again = open("");

        assertThat(again.contains(one)).isTrue();
        assertThat(again.extract(one, decoder).frames()).isEmpty();
        assertThat(again.extract(two, decoder).frames())
                .containsExactly("frame3.jpg", "frame4.jpg");
        assertThat(table("to-label.csv"))
                .containsExactly(
                        "Image_ID;Class;Note;Group",
                        "frame0.jpg;1;sure;one.mp4",
                        "frame1.jpg;0;;one.mp4",
                        "frame3.jpg;;;two, really.mp4",
                        "frame4.jpg;;;two, really.mp4");
    }

    @Test
    void withAClassTheTableIsReadyToLearnFrom() throws Exception {
        open("1").extract(one, decoder);
        open("0").extract(two, decoder);

        Dataset dataset = LabelFile.read(out.resolve("mapping.csv"), out, null);

        assertThat(dataset.warnings()).isEmpty();
        assertThat(dataset.positives()).isEqualTo(3);
        assertThat(dataset.images())
                .extracting(LabelledImage::group)
                .containsExactly(
                        "one.mp4", "one.mp4", "one.mp4", "two, really.mp4", "two, really.mp4");
        assertThat(open("").contains(one)).as("in the other table").isTrue();
    }

    @Test
    void aLossAsSmallAsWhereRecordingsAreJoinedIsNone() throws Exception {
        Path joined = Clips.write(folder.resolve("joined.ts"), Codec.H264, 40, 10);
        byte[] second =
                Files.readAllBytes(Clips.write(folder.resolve("second.ts"), Codec.H264, 40, 10));
        Files.write(joined, second, StandardOpenOption.APPEND);
        try (FrameStream stream = decoder.open(joined, Sampling.every(1))) {
            while (stream.next() != null) {}
            assertThat(stream.problem()).isEqualTo("partly damaged");
        }

        ExtractedFrames extracted = open("").extract(joined, decoder);

        assertThat(extracted.frames()).hasSizeBetween(8, 9);
        assertThat(extracted.readError()).isEmpty();
    }

    @Test
    void aLossThatLeavesAScanUndecidedIsReported() throws Exception {
        Path cut = Clips.write(folder.resolve("cut.ts"), Codec.H264, 80, 10);
        byte[] bytes = Files.readAllBytes(cut);
        Arrays.fill(bytes, bytes.length / 3, bytes.length / 2, (byte) 0);
        Files.write(cut, bytes);

        assertThat(open("").extract(cut, decoder).readError()).isEqualTo("partly damaged");
    }

    @Test
    void framesThatAreThereAreNeverOverwritten() throws Exception {
        Files.createDirectories(out);
        Files.writeString(out.resolve("frame7.jpg"), "mine");

        assertThat(open("").extract(one, decoder).frames())
                .containsExactly("frame8.jpg", "frame9.jpg", "frame10.jpg");
        assertThat(out.resolve("frame7.jpg")).hasContent("mine");
    }

    @Test
    void ofAVideoThatCannotBeReadNothingIsLeft() throws Exception {
        Path page = Files.writeString(folder.resolve("page.mp4"), "<html></html>");
        FrameFolder frames = open("");

        assertThatThrownBy(() -> frames.extract(page, decoder))
                .isInstanceOf(UnreadableVideoException.class)
                .hasMessageContaining("a web page");

        assertThat(names()).isEmpty();
        assertThat(frames.extract(one, decoder).frames()).startsWith("frame0.jpg");
    }

    @Test
    void whatAnInterruptedRunLeftIsCleared() throws Exception {
        Path left = Files.createDirectories(out.resolve(".unfinished-frames"));
        Files.writeString(left.resolve("frame0.jpg"), "half");

        open("").extract(one, decoder);

        assertThat(names())
                .containsExactly("frame0.jpg", "frame1.jpg", "frame2.jpg", "to-label.csv");
    }

    @Test
    void aTableThatCannotBeAddedToIsRefusedByFileAndColumn() throws Exception {
        Files.createDirectories(out);
        Files.writeString(out.resolve("to-label.csv"), "Image_ID,Class\nframe0.jpg,1\n");

        assertThatThrownBy(() -> open(""))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("to-label.csv")
                .hasMessageContaining("no column Group");
    }
}
