package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.Programs;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats that ffmpeg reads, but does not write: their frames are those that it shows. */
class Vc1AndVp6Test {
    private static final int PER_SECOND = 10;

    @TempDir private Path folder;
    @AutoClose private final VideoDecoder decoder = new VideoDecoder();

    @ParameterizedTest
    @CsvSource({
        "vc1test, wmv, wmv3",
        "vc1test, avi, wmv3",
        "vc1, wmv, vc1",
        "vc1, mkv, vc1",
        "vc1, ts, vc1"
    })
    void theFramesAreThoseThatFfmpegShows(String demuxer, String extension, String codec)
            throws Exception {
        List<RgbImage> images =
                IntStream.range(0, 25).mapToObj(i -> Clips.numbered(128, 96, i)).toList();
        byte[] stream = new Vc1Writer(codec.equals("vc1")).stream(images, PER_SECOND);
        Path elementary = Files.write(folder.resolve("stream"), stream);
        Path file = folder.resolve("clip." + extension);
        List<String> command = new ArrayList<>(List.of("-f", demuxer));
        if (demuxer.equals("vc1")) {
            command.addAll(List.of("-framerate", Integer.toString(PER_SECOND)));
        }
        command.addAll(List.of("-i", elementary.toString(), "-c", "copy", file.toString()));
        Programs.stdout("ffmpeg", command.toArray(String[]::new));

        Reading reading = Reading.of(decoder, file, Sampling.every(0.5));

        assertThat(reading.metadata().codec()).isEqualTo(codec);
        EveryFormatTest.assertShown(reading, FfmpegFrames.of(file, 128, 96));
        assertThat(reading.numbers())
                .startsWith(0)
                .endsWith(reading.numbers().size() == 5 ? 20 : 24);
    }

    /** Its bits are all zero: they decode to blocks without any coefficient, which are grey. */
    @Test
    void aFlashVideoInVp6IsRead() throws Exception {
        ByteArrayOutputStream flv = new ByteArrayOutputStream();
        flv.writeBytes("FLV\1\1\0\0\0\u0009\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 25; i++) {
            byte[] picture = new byte[2000];
            int rows = 96 / 16;
            int columns = 128 / 16;
            byte[] header = {
                0x14, 0, 60, 0x36, (byte) rows, (byte) columns, (byte) rows, (byte) columns
            };
            System.arraycopy(header, 0, picture, 0, header.length);
            flv.writeBytes(
                    ByteBuffer.allocate(11 + picture.length + 4)
                            .putInt(9 << 24 | picture.length)
                            .putInt((i * 1000 / PER_SECOND) << 8)
                            .put(new byte[3])
                            .put(picture)
                            .putInt(11 + picture.length)
                            .array());
        }
        Path file = Files.write(folder.resolve("clip.flv"), flv.toByteArray());

        Reading reading = Reading.of(decoder, file, Sampling.every(0.5));

        assertThat(reading.metadata().codec()).isEqualTo("vp6f");
        assertThat(reading.times()).containsExactly(0.0, 0.5, 1.0, 1.5, 2.0);
        EveryFormatTest.assertShown(reading, FfmpegFrames.of(file, 128, 96));
    }
}
