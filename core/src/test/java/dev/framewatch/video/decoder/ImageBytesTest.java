package dev.framewatch.video.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageBytesTest {
    @TempDir private Path folder;

    @Test
    void theBytesAreReadInAnyOrder() throws IOException {
        try (ImageBytes bytes = new ImageBytes(new byte[] {1, 2, 3, 4})) {
            byte[] two = new byte[2];

            assertThat(bytes.read()).isEqualTo(1);
            assertThat(bytes.read(two)).isEqualTo(2);
            assertThat(two).containsExactly(2, 3);
            assertThat(bytes.read(two)).isEqualTo(1);
            assertThat(bytes.read()).isEqualTo(-1);
            assertThat(bytes.read(two)).isEqualTo(-1);
            bytes.seek(1);
            assertThat(bytes.readShort()).isEqualTo((short) 0x0203);
            assertThat(bytes.length()).isEqualTo(4);
        }
    }

    /** A reader of the fuzzed formats took a missing byte for 0, again and again. */
    @Test
    void aReaderCannotGoOnAfterTheEndForever() throws IOException {
        try (ImageBytes bytes = new ImageBytes(new byte[0])) {
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    try {
                                        bytes.readByte();
                                    } catch (EOFException e) {
                                        bytes.seek(0);
                                    }
                                }
                            })
                    .isInstanceOf(IIOException.class)
                    .hasMessage("it ends before its last pixel");
        }
    }

    @Test
    @Timeout(60)
    void aTruncatedWebpIsRefusedWhateverItStates() throws Exception {
        Path sound = folder.resolve("sound.webp");
        Programs.stdout(
                "ffmpeg",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=96x64",
                "-frames:v",
                "1",
                "-c:v",
                "libwebp",
                "-lossless",
                "1",
                sound.toString());
        byte[] bytes = Files.readAllBytes(sound);
        for (int length = 60; length < bytes.length - 2; length += bytes.length / 6) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ImageFiles.read(cut))
                    .isInstanceOf(UnreadableImageException.class)
                    .hasMessage("the image is truncated");

            ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length - 8);
            try {
                ImageFiles.read(cut);
            } catch (UnreadableImageException e) {
                assertThat(e).message().contains("image");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"16384, damaged", "16385, exceed the limit"})
    void theStatedSizeIsCheckedBeforePixelsAreRead(int side, String reason) {
        ByteBuffer png = ByteBuffer.allocate(57);
        png.put(HexFormat.of().parseHex("89504e470d0a1a0a"));
        png.putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        png.putInt(side).putInt(side).put(new byte[] {8, 0, 0, 0, 0}).putInt(0);

        assertThatThrownBy(() -> ImageFiles.read(png.array()))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUnread() throws IOException {
        Path file = folder.resolve("large.jpg");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((256L << 20) + 1);
        }

        assertThatThrownBy(() -> ImageFiles.read(file)).hasMessage("larger than 256 MB");
    }
}
