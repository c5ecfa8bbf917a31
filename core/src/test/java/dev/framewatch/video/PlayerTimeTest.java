package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and shapes are those of players. */
class PlayerTimeTest {
    @TempDir private Path folder;

    private static Reading read(Path file) throws UnreadableVideoException {
        try (var decoder = new VideoDecoder()) {
            return Reading.of(decoder, file, Sampling.every(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "ts"})
    void timesAreCountedFromTheFirstSound(String extension) throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mkv"), Codec.H264, 60, 10);
        Path file = folder.resolve("late." + extension);
        Programs.stdout(
                "ffmpeg",
                "-itsoffset",
                "2.5",
                "-i",
                clip.toString(),
                "-f",
                "lavfi",
                "-i",
                "sine=duration=9",
                "-c:v",
                "copy",
                file.toString());

        Reading reading = read(file);

        double start = reading.metadata().startSeconds();
        assertThat(start).isCloseTo(2.5, within(0.03));
        assertThat(reading.times().getFirst()).isCloseTo(start, within(0.001));
        assertThat(reading.numbers()).hasSize(7);
        for (int i = 1; i < 7; i++) {
            int number = (int) Math.floor((2 + i - start) * 10 + 1e-6);
            assertThat(reading.numbers().get(i)).isEqualTo(number);
            assertThat(reading.times().get(i)).isCloseTo(start + number / 10.0, within(0.002));
        }
        assertThat(reading.metadata().seconds()).isCloseTo(6, within(0.11));
        assertThat(reading.decodedSeconds()).isCloseTo(6, within(0.11));
        assertThat(reading.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"VP9, webm", "VP9, mp4", "AV1, mp4", "AV1, mkv", "H264, mp4"})
    void pixelsHaveTheShapeThatTheContainerStates(Codec codec, String extension) throws Exception {
        var encoding = new VideoEncoding(codec, 10, 0, 2, Map.of());
        Path file = Clips.write(folder.resolve("wide." + extension), encoding, 128, 96, 2, i -> i);

        Reading reading = read(file);

        assertThat(List.of(reading.metadata().width(), reading.metadata().height()))
                .containsExactly(256, 96);
        assertThat(reading.numbers()).containsExactly(0, 1);
    }

    @Test
    void aSecondVideoTrackIsNamed() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Codec.H264, 20, 10);
        Path file = folder.resolve("two.mp4");
        Programs.stdout(
                "ffmpeg",
                "-i",
                clip.toString(),
                "-map",
                "0:v",
                "-map",
                "0:v",
                "-c",
                "copy",
                file.toString());

        Reading reading = read(file);

        assertThat(reading.numbers()).containsExactly(0, 10);
        assertThat(reading.omission())
                .isEqualTo("it has a second video track, which was not scanned");
    }
}
