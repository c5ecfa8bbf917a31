package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.video.ClipFormat.Coding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is on screen at the sampling instants, for sound videos of every kind. */
class VideoDecoderTest {
    private static VideoDecoder decoder;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        decoder = new VideoDecoder();
    }

    @AfterAll
    static void stop() {
        decoder.close();
    }

    /** A video read to its end. */
    record Reading(VideoFacts facts, List<Frame> frames, double decodedSeconds, String trouble) {
        static Reading of(VideoDecoder decoder, Path file, Sampling sampling)
                throws UnreadableVideo {
            try (FrameStream stream = decoder.open(file, sampling)) {
                List<Frame> frames = new ArrayList<>();
                for (Frame f = stream.next(); f != null; f = stream.next()) {
                    frames.add(f);
                }
                return new Reading(
                        stream.facts(), frames, stream.decodedSeconds(), stream.trouble());
            }
        }

        List<Integer> numbers() {
            return frames.stream().map(f -> Clips.numberOf(f.picture())).toList();
        }

        List<Double> times() {
            return frames.stream().map(f -> Math.round(f.seconds() * 1000) / 1000.0).toList();
        }
    }

    private static Reading read(Path file, double everySeconds) throws UnreadableVideo {
        return Reading.of(decoder, file, Sampling.every(everySeconds));
    }

    @ParameterizedTest
    @CsvSource({
        "H264, clip.mp4",
        "H264, clip.mkv",
        "H264, clip.mov",
        "MPEG4, clip.mp4",
        "VP9, clip.webm",
        "VP9, clip.mp4",
        "AV1, clip.mp4",
        "AV1, clip.webm",
        "GIF, clip.gif"
    })
    void everyCodingIsSampledOnceASecond(Coding coding, String name) throws Exception {
        Path file = Clips.write(folder.resolve(name), coding, 35, 10);

        Reading reading = read(file, 1);

        assertThat(reading.numbers()).containsExactly(0, 10, 20, 30);
        assertThat(reading.times()).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(reading.decodedSeconds()).isCloseTo(3.5, within(0.05));
        assertThat(reading.facts().seconds()).isCloseTo(3.5, within(0.05));
        assertThat(reading.trouble()).isEmpty();
    }
}
