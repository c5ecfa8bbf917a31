package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sampling of key frames only; 20 seconds at 10 frames per second. */
class KeyFramesTest {
    private static final int FRAMES = 200;
    private static final Sampling KEY_FRAMES = Sampling.every(0.5).ofKeyFrames();

    @AutoClose private static final VideoDecoder decoder = new VideoDecoder();

    @TempDir private Path folder;

    private Path clip(String extension, int keyFrameInterval, int bFrames) throws IOException {
        Map<String, String> options =
                Map.of(
                        "g", Integer.toString(keyFrameInterval),
                        "bf", Integer.toString(bFrames),
                        "sc_threshold", "1000000000");
        return Clips.write(
                folder.resolve("clip." + extension),
                new VideoEncoding(Codec.MPEG4, 10, 0, 1, options),
                128,
                96,
                FRAMES,
                i -> i / 10);
    }

    /** Returns the times of key frames as ffprobe reads them, counted from the first one. */
    private static List<Double> keyFrameTimes(Path file) throws Exception {
        String packets =
                Programs.stdout(
                        "ffprobe",
                        "-select_streams",
                        "v",
                        "-show_entries",
                        "packet=pts_time,flags",
                        "-of",
                        "csv=p=0",
                        file.toString());
        List<Double> times =
                packets.lines()
                        .filter(line -> line.contains(",K"))
                        .map(line -> Double.valueOf(line.replaceFirst(",.*", "")))
                        .toList();
        return times.stream()
                .map(time -> Math.round(1000 * (time - times.getFirst())) / 1000.0)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"mp4, 0", "mp4, 2", "mkv, 2", "ts, 0", "avi, 0"})
    void eachKeyFrameIsReadOnceAtItsTime(String extension, int bFrames) throws Exception {
        Path file = clip(extension, 50, bFrames);

        Reading reading = Reading.of(decoder, file, KEY_FRAMES);

        List<Double> times = keyFrameTimes(file);
        assertThat(times).hasSizeBetween(4, 5);
        assertThat(reading.times()).isEqualTo(times);
        assertThat(reading.numbers())
                .isEqualTo(times.stream().map(time -> (int) Math.round(10 * time)).toList());
        assertThat(reading.metadata().seconds()).isCloseTo(20, within(0.15));
        assertThat(reading.problem()).isEmpty();
    }

    @Test
    void onlyWhatWasDecodedIsCalledDecoded() throws Exception {
        Reading reading = Reading.of(decoder, clip("mp4", 50, 0), KEY_FRAMES);

        assertThat(reading.decodedSeconds()).isCloseTo(0.4, within(0.01));
    }

    @Test
    void keyFramesCloserThanTheIntervalAreSampledLikeOthers() throws Exception {
        Path file = clip("mp4", 1, 0);

        assertThat(Reading.of(decoder, file, KEY_FRAMES).numbers())
                .isEqualTo(Reading.of(decoder, file, Sampling.every(0.5)).numbers())
                .hasSize(40);
    }
}
