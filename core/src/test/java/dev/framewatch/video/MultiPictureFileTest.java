package dev.framewatch.video;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Images;
import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Image files that contain more than one picture: each is scanned, or named as skipped. */
class MultiPictureFileTest {
    @AutoClose private static final VideoDecoder decoder = new VideoDecoder();

    @TempDir private static Path shared;
    private static Path clip;

    @TempDir private Path folder;

    @BeforeAll
    static void threeSeconds() throws IOException {
        clip = Clips.write(shared.resolve("clip.mp4"), Codec.H264, 3, 1);
    }

    private Path photo(String name, int number) throws IOException {
        return Images.writeJpeg(folder.resolve(name), Clips.numbered(160, 96, number));
    }

    private Path motionPhoto(String name, int number, byte[] video) throws IOException {
        return Files.write(photo(name, number), video, StandardOpenOption.APPEND);
    }

    private Path tiff(String name, int... numbers) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        Path file = folder.resolve(name);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int number : numbers) {
                RgbImage page = Clips.numbered(160, 96, number);
                writer.writeToSequence(
                        new IIOImage(ImageFiles.toBufferedImage(page), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file;
    }

    private static Reading read(Path path) throws UnreadableVideoException {
        return Reading.of(decoder, path, Sampling.every(1));
    }

    private static void assertComplete(Reading reading, Integer... numbers) {
        assertThat(reading.numbers()).containsExactly(numbers);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(reading.times().get(i)).isEqualTo(i);
        }
        assertThat(reading.metadata().seconds()).isCloseTo(numbers.length, within(0.01));
        assertThat(reading.decodedSeconds()).isCloseTo(numbers.length, within(0.01));
        assertThat(reading.problem() + reading.omission()).isEmpty();
    }

    @Test
    void theVideoOfAMotionPhotoIsScannedAfterThePhoto() throws Exception {
        Path file = motionPhoto("motion.jpg", 200, Files.readAllBytes(clip));

        assertComplete(read(file), 200, 0, 1, 2);
        assertThat(Clips.numberOf(ImageFiles.read(file))).isEqualTo(200);
    }

    /** Samsung's phones wrap the video in a box of its own. */
    @Test
    void theVideoOfAHeicMotionPhotoIsScannedAsWell() throws Exception {
        Path png =
                Files.write(
                        folder.resolve("a.png"),
                        ImageFiles.encodePng(Clips.numbered(128, 96, 200)));
        Path frame = folder.resolve("frame.mp4");
        Programs.stdout(
                "ffmpeg",
                "-i",
                png.toString(),
                "-c:v",
                "libx265",
                "-pix_fmt",
                "yuv420p",
                frame.toString());
        Path file =
                new HeifWriter(List.of(frame), 1, 128, 96)
                        .tileSize(128, 96)
                        .write(folder.resolve("motion.heic"));
        byte[] video = Files.readAllBytes(clip);
        byte[] header =
                ByteBuffer.allocate(8)
                        .putInt(8 + video.length)
                        .put("mpvd".getBytes(US_ASCII))
                        .array();
        Files.write(file, header, StandardOpenOption.APPEND);
        Files.write(file, video, StandardOpenOption.APPEND);

        assertComplete(read(file), 200, 0, 1, 2);
    }

    @Test
    void inAPostAsWell() throws Exception {
        photo("1.jpg", 101);
        motionPhoto("2.jpg", 200, Files.readAllBytes(clip));
        photo("3.jpg", 103);

        assertComplete(read(folder), 101, 200, 0, 1, 2, 103);
    }

    @Test
    void aVideoOfAMotionPhotoThatCannotBeReadIsNamed() throws Exception {
        byte[] video = Files.readAllBytes(clip);
        motionPhoto("1.jpg", 200, Arrays.copyOf(video, 60));
        photo("2.jpg", 102);

        Reading reading = read(folder);

        assertThat(reading.numbers()).containsExactly(200, 102);
        assertThat(reading.omission()).startsWith("1.jpg: the video in it cannot be read: ");
    }

    @Test
    void animatedImagesOfAPostAreSampled() throws Exception {
        photo("1.jpg", 101);
        for (String name : List.of("2.gif", "3.webp")) {
            Programs.stdout("ffmpeg", "-i", clip.toString(), folder.resolve(name).toString());
        }
        photo("4.jpg", 104);

        assertComplete(read(folder), 101, 0, 1, 2, 0, 1, 2, 104);
    }

    @Test
    void pagesAreOnePictureEach() throws Exception {
        Path document = tiff("a.tif", 11, 12, 13);

        assertComplete(read(document), 11, 12, 13);
        assertThatThrownBy(() -> ImageFiles.read(document))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("it has 3 pages; save each as an image of its own");
    }

    @Test
    void inAPostPagesAreAsWell() throws Exception {
        photo("1.jpg", 101);
        tiff("2.tif", 11, 12);
        photo("3.jpg", 103);

        assertComplete(read(folder), 101, 11, 12, 103);
    }

    /** Lets the last directory of a TIFF file point to the first one. */
    @Test
    void pagesThatFormACycleAreReadOnce() throws Exception {
        Path document = tiff("a.tif", 11, 12);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(document));
        int first = bytes.getInt(4);
        int second = bytes.getInt(endOfDirectory(bytes, first));
        bytes.putInt(endOfDirectory(bytes, second), first);
        Files.write(document, bytes.array());

        assertComplete(read(document), 11, 12);
    }

    private static int endOfDirectory(ByteBuffer bigEndianTiff, int directory) {
        return directory + 2 + 12 * bigEndianTiff.getShort(directory);
    }

    @Test
    void thumbnailsAreNotPages() throws Exception {
        Path document = tiff("a.tif", 11, 12);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(document));
        int second = bytes.getInt(endOfDirectory(bytes, bytes.getInt(4)));
        int entry = second + 2; // the first, which is the lowest tag
        bytes.putShort(entry, (short) 254).putShort(entry + 2, (short) 4);
        bytes.putInt(entry + 4, 1).putInt(entry + 8, 1);
        Files.write(document, bytes.array());

        assertThat(TiffPages.of(bytes.array())).containsExactly(0);
        assertThat(Clips.numberOf(ImageFiles.read(document))).isEqualTo(11);
    }

    @Test
    void furtherImagesOfAHeifFileAreNamed() throws Exception {
        List<Path> images = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = 50 + i;
            VideoEncoding av1 = VideoEncoding.of(Codec.AV1, 1);
            Path frame = folder.resolve(i + ".mp4");
            images.add(Clips.write(frame, av1, 1, _ -> Clips.numbered(128, 96, number)));
        }
        Path file =
                new HeifWriter(images, 1, 128, 96)
                        .tileSize(128, 96)
                        .separate()
                        .write(folder.resolve("burst.avif"));

        Reading reading = read(file);

        assertThat(reading.numbers()).containsExactly(50);
        assertThat(reading.omission())
                .isEqualTo("it contains 2 more images, which were not scanned");
        assertThat(Clips.numberOf(ImageFiles.read(file))).isEqualTo(50);
    }
}
