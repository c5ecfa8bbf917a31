package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.testing.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of images is read as a video. */
class ImageSequenceTest {
    @TempDir private Path folder;

    private void writeImage(String name, int number) throws IOException {
        Images.writeJpeg(folder.resolve(name), Clips.numbered(160, 96, number));
    }

    private Reading read(Sampling sampling) throws UnreadableVideoException {
        try (var decoder = new VideoDecoder()) {
            return Reading.of(decoder, folder, sampling);
        }
    }

    @Test
    void onePictureAnInstantInNaturalOrder() throws Exception {
        writeImage("10.jpg", 10);
        writeImage("2.jpg", 2);
        writeImage("1.JPEG", 1);
        writeImage(".hidden.jpg", 99);
        Files.writeString(folder.resolve("caption.txt"), "A caption");

        Reading reading = read(Sampling.every(2));

        assertThat(reading.numbers()).containsExactly(1, 2, 10);
        assertThat(reading.times()).containsExactly(0.0, 2.0, 4.0);
        assertThat(reading.metadata().seconds()).isEqualTo(6);
        assertThat(reading.decodedSeconds()).isEqualTo(6);
    }

    @Test
    void aPictureThatCannotBeReadIsMissed() throws Exception {
        Files.writeString(folder.resolve("1.jpg"), "<html></html>");
        writeImage("2.jpg", 2);
        writeImage("3.jpg", 3);

        Reading reading = read(Sampling.every(1));

        assertThat(reading.numbers()).containsExactly(2, 3);
        assertThat(reading.times()).containsExactly(1.0, 2.0);
        assertThat(reading.decodedSeconds()).isEqualTo(2);
        assertThat(reading.metadata().seconds()).isEqualTo(3);
        assertThat(reading.problem()).contains("1.jpg", "a web page");
    }

    @Test
    void aFolderWithoutAReadableImageIsNotAVideo() throws IOException {
        Files.writeString(folder.resolve("1.jpg"), "<html></html>");

        assertThatThrownBy(() -> read(Sampling.every(1)))
                .isInstanceOf(UnreadableVideoException.class)
                .hasMessageContaining("1.jpg")
                .hasMessageContaining("a web page");
    }

    @Test
    void largePicturesAreScaledDown() throws Exception {
        writeImage("1.jpg", 170);

        Reading reading = read(new Sampling(1, 60));

        assertThat(reading.metadata().width()).isEqualTo(60);
        assertThat(reading.metadata().height()).isEqualTo(36);
        assertThat(reading.numbers()).containsExactly(170);
    }

    @Test
    void shrinkingAveragesAreas() {
        byte[] columns = new byte[3 * 4];
        for (int x = 0; x < 4; x++) {
            columns[3 * x] = (byte) (x * 60);
            columns[3 * x + 1] = (byte) 200;
        }

        RgbImage shrunk = AreaDownscaler.toLongestSide(new RgbImage(4, 1, columns), 3);

        assertThat(shrunk.rgb()).hasSize(9);
        // Each output pixel covers 4/3 input pixels: (0 + 60/3)/(4/3), (60*2/3 + 120*2/3)/(4/3), …
        assertThat(List.of(shrunk.rgb()[0] & 255, shrunk.rgb()[3] & 255, shrunk.rgb()[6] & 255))
                .containsExactly(15, 90, 165);
        assertThat(shrunk.rgb()[4] & 255).isEqualTo(200);
    }

    @Test
    void aFolderOfImagesIsDistinguishedFromAFolderOfVideos() throws Exception {
        writeImage("1.jpg", 1);
        assertThat(ImageSequence.isImageFolder(folder)).isTrue();

        Files.createFile(folder.resolve("a.mp4"));
        assertThat(ImageSequence.isImageFolder(folder)).isFalse();
        assertThat(ImageSequence.isImageFolder(folder.resolve("missing"))).isFalse();
    }

    @Test
    void numbersInNamesCountByValue() {
        assertThat(
                        Stream.of("b", "a10", "a2", "a02", "a", "a2b", "a1.5", "10", "9")
                                .sorted(NaturalOrder.INSTANCE))
                .containsExactly("9", "10", "a", "a1.5", "a02", "a2", "a2b", "a10", "b");
    }
}
