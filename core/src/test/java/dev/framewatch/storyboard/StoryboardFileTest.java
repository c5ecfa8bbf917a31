package dev.framewatch.storyboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.testing.Images;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoMetadata;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryboardFileTest {
    /** Bytes before the table, without an omission. */
    private static final int TABLE = 4 + 1 + 1 + 4 * 8 + 2 + 4;

    private static final int ENTRY = 20;

    @TempDir private Path folder;
    private Path file;

    /** Three images, of which the second is on screen for two frames. */
    @BeforeEach
    void aStoryboardOfFourFrames() throws IOException {
        file = folder.resolve("a.storyboard");
        StoryboardFile.write(file, storyboard("only a part was decoded"));
        assertThat(StoryboardFile.write(file, storyboard(""))).isEqualTo(Files.size(file));
    }

    private static Storyboard storyboard(String omission) {
        StoryboardBuilder builder = new StoryboardBuilder(1);
        JpegImage second = builder.shrink(yellow(120));
        builder.add(2, 2.5, second);
        builder.add(0, 0.5, builder.shrink(yellow(20)));
        builder.add(3, 3.5, builder.shrink(yellow(220)));
        builder.add(1, 1.5, second);
        VideoMetadata metadata = new VideoMetadata("mov", "h264", 90, 60, 0.5, 4);
        return Objects.requireNonNull(builder.build(metadata, 3.75, omission));
    }

    private static RgbImage yellow(int level) {
        return Images.of(90, 60, (_, _) -> Images.colour(level, level, level / 2));
    }

    private List<Frame> frames() throws UnreadableVideoException {
        List<Frame> frames = new ArrayList<>();
        try (FrameStream stream = open()) {
            for (Frame frame = stream.next(); frame != null; frame = stream.next()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private FrameStream open() throws UnreadableVideoException {
        return new StoryboardSource().open(file, Sampling.every(60));
    }

    @Test
    void framesComeBackWithTheirTimesAndTheVideoIsDescribedAsItWas() throws Exception {
        List<Frame> frames = frames();
        assertThat(frames).extracting(Frame::seconds).containsExactly(0.5, 1.5, 2.5, 3.5);
        assertThat(frames)
                .extracting(frame -> frame.image().rgb()[0] & 255)
                .satisfies(levels -> {
                    assertThat(levels.get(0)).isBetween(14, 26);
                    assertThat(levels.get(3)).isBetween(214, 226);
                });
        assertThat(frames.get(3).image().rgb()[2] & 255).isBetween(104, 116); // blue
        assertThat(frames.get(1).image()).isSameAs(frames.get(2).image());
        try (FrameStream stream = open()) {
            assertThat(stream.metadata())
                    .isEqualTo(new VideoMetadata("storyboard", "mjpeg", 90, 60, 0.5, 4));
            assertThat(stream.intervalSeconds(60)).isEqualTo(1);
            while (stream.next() != null) {
                assertThat(stream.decodedSeconds()).isLessThan(3.75);
            }
            assertThat(stream.decodedSeconds()).isEqualTo(3.75);
            assertThat(stream.omission()).isEmpty();
        }
    }

    @Test
    void whatOfTheVideoWasLeftOutIsRemembered() throws Exception {
        StoryboardFile.write(file, storyboard("a second video was skipped"));
        try (FrameStream stream = open()) {
            assertThat(stream.omission()).isEqualTo("a second video was skipped");
        }
    }

    @Test
    void aDamagedImageCostsItsFramesOnlyAndIsReported() throws Exception {
        flip(Files.size(file) - 1);
        assertThat(frames()).extracting(Frame::seconds).containsExactly(0.5, 1.5, 2.5);
        try (FrameStream stream = open()) {
            while (stream.next() != null) {
                assertThat(stream.problem()).isEmpty();
            }
            assertThat(stream.omission()).isEqualTo("1 of 4 frames of the storyboard are damaged");
        }
    }

    @Test
    void aTruncatedFileGivesTheFramesBeforeItsEnd() throws Exception {
        truncate(Files.size(file) - 1);
        assertThat(frames()).extracting(Frame::seconds).containsExactly(0.5, 1.5, 2.5);
        truncate(TABLE + 4 * ENTRY + 4);
        assertDamaged("it is truncated");
        truncate(TABLE + ENTRY);
        assertDamaged("it is truncated");
        truncate(0);
        assertDamaged("it is truncated");
    }

    @Test
    void anyChangeOfTheHeaderIsNoticed() throws Exception {
        byte[] intact = Files.readAllBytes(file);
        for (int at = 0; at < TABLE + 4 * ENTRY; at++) {
            byte[] changed = intact.clone();
            changed[at] ^= 0x10;
            Files.write(file, changed);
            assertThatThrownBy(this::frames)
                    .as("byte %d", at)
                    .isInstanceOf(UnreadableVideoException.class)
                    .hasMessageStartingWith("the storyboard is damaged: ");
        }
    }

    @Test
    void whatIsStatedIsCheckedBeforeMemoryIsTakenEvenWithARightChecksum() throws Exception {
        forge(TABLE - 4, ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array());
        assertDamaged("its header is damaged");
        aStoryboardOfFourFrames();
        forge(TABLE + 8, ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array());
        assertThatThrownBy(this::frames).isInstanceOf(UnreadableVideoException.class);
        aStoryboardOfFourFrames();
        forge(TABLE + 16, new byte[] {(byte) 255, (byte) 255});
        assertThatThrownBy(this::frames).hasMessageContaining("an image of 65535x60 pixels");
        aStoryboardOfFourFrames();
        forge(TABLE + 16, new byte[] {0, 89});
        assertThat(frames()).extracting(Frame::seconds).containsExactly(1.5, 2.5, 3.5);
        aStoryboardOfFourFrames();
        forge(6, ByteBuffer.allocate(8).putDouble(Double.NaN).array());
        assertDamaged("invalid start: NaN s");
        aStoryboardOfFourFrames();
        forge(TABLE, ByteBuffer.allocate(8).putDouble(9).array());
        assertDamaged("the frames are not in order of time");
    }

    @Test
    void aFileLargerThanAnyStoryboardIsNotRead() throws Exception {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        assertDamaged("it is larger than any storyboard");
    }

    @Test
    void aMissingFileAndOtherFilesAreNamedAsWhatTheyAre() throws Exception {
        Files.write(file, new byte[100]);
        assertDamaged("it is no storyboard");
        Files.delete(file);
        assertThatThrownBy(this::frames).hasMessage("the storyboard has been deleted");
    }

    private void assertDamaged(String reason) {
        assertThatThrownBy(this::frames)
                .isInstanceOf(UnreadableVideoException.class)
                .hasMessage("the storyboard is damaged: " + reason);
    }

    private void flip(long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[Math.toIntExact(at)] ^= 1;
        Files.write(file, bytes);
    }

    private void truncate(long length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), Math.toIntExact(length)));
    }

    /** Changes bytes of the header and repairs its checksum. */
    private void forge(int at, byte[] values) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        System.arraycopy(values, 0, bytes, at, values.length);
        int header = TABLE + 4 * ENTRY;
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, header);
        ByteBuffer.wrap(bytes).putInt(header, (int) crc.getValue());
        Files.write(file, bytes);
    }
}
