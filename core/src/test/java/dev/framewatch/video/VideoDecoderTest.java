package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.framewatch.testing.Images;
import dev.framewatch.testing.Programs;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.video.VideoEncoding.Codec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples intact videos of all supported formats. */
class VideoDecoderTest {
    @AutoClose private static VideoDecoder decoder;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        decoder = new VideoDecoder();
    }

    private static Reading read(Path file, double everySeconds) throws UnreadableVideoException {
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
    void everyCodingIsSampledOnceASecond(Codec codec, String name) throws Exception {
        Path file = Clips.write(folder.resolve(name), codec, 35, 10);

        Reading reading = read(file, 1);

        assertThat(reading.numbers()).containsExactly(0, 10, 20, 30);
        assertThat(reading.times()).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(reading.decodedSeconds()).isCloseTo(3.5, within(0.05));
        assertThat(reading.metadata().seconds()).isCloseTo(3.5, within(0.05));
        assertThat(reading.problem()).isEmpty();
    }

    /** As bytes: names of old archives are not UTF-8, and cron's locale is not either. */
    @ParameterizedTest
    @ValueSource(strings = {"%C3%A9t%C3%A9.mp4", "%E9t%E9.mp4", "a%0Ab.mp4", "%F0%9F%98%80.mp4"})
    void aFileIsReadWhateverBytesItsNameHas(String encoded) throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Codec.H264, 15, 10);
        Path named = Path.of(URI.create(folder.toUri() + encoded));
        Files.move(clip, named);

        assertThat(read(named, 1).numbers()).containsExactly(0, 10);
    }

    @Test
    void h265IsSampledToo() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mkv"), Codec.MPEG4, 60, 20);
        Path file = folder.resolve("h265.mp4");
        Programs.output("ffmpeg -i %s -c:v libx265 %s", clip, file);

        assertThat(read(file, 0.35).numbers()).containsExactly(0, 7, 14, 21, 28, 35, 42, 49, 56);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.04, 0.2, 0.36, 0.5, 1.3})
    void picturesBetweenReferencesAreShownWhereAnInstantNeedsThem(double every) throws Exception {
        var format = new VideoEncoding(Codec.MPEG4, 25, 0, 1, Map.of("bf", "3"));
        Path file = Clips.write(folder.resolve("b.mp4"), format, 128, 96, 100, i -> i / 25.0);

        Reading reading = read(file, every);

        List<Integer> expected =
                IntStream.iterate(0, k -> k * every < 4 - 1e-6, k -> k + 1)
                        .map(k -> (int) Math.floor(k * every * 25 + 1e-6))
                        .boxed()
                        .toList();
        assertThat(reading.numbers()).isEqualTo(expected);
    }

    @Test
    void timesAreRightToAPictureWhereTheRateVaries() throws Exception {
        double[] times = {0, 0.1, 0.9, 1.05, 1.1, 1.95, 2.0, 2.03, 6.5, 6.9, 7.2};
        var format = new VideoEncoding(Codec.MPEG4, 10, 0, 1, Map.of("bf", "2"));
        Path file =
                Clips.write(
                        folder.resolve("vfr.mp4"),
                        format,
                        128,
                        96,
                        times.length,
                        i -> times[(int) i]);

        Reading reading = read(file, 1);

        assertThat(reading.numbers()).containsExactly(0, 2, 6, 7, 7, 7, 7, 9);
        assertThat(reading.times()).containsExactly(0.0, 0.9, 2.0, 2.03, 4.0, 5.0, 6.0, 6.9);
    }

    @Test
    void aPictureThatStaysOnScreenComesAsOneObject() throws Exception {
        double[] times = {0, 0.5, 4.5};
        Path file =
                Clips.write(
                        folder.resolve("still.mp4"),
                        VideoEncoding.of(Codec.H264, 2),
                        128,
                        96,
                        3,
                        i -> times[(int) i]);

        Reading reading = read(file, 1);

        assertThat(reading.numbers()).containsExactly(0, 1, 1, 1, 1);
        assertThat(reading.frames().stream().skip(1).map(Frame::image).distinct()).hasSize(1);
        assertThat(reading.times()).containsExactly(0.0, 0.5, 2.0, 3.0, 4.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 3", "3, 6"})
    void picturesStandUpright(int quarterTurns, int laidDownAsExif) throws Exception {
        var format = new VideoEncoding(Codec.H264, 10, quarterTurns, 1, Map.of());
        RgbImage stored = Images.turned(Clips.numbered(160, 96, 77), laidDownAsExif);
        Path file = Clips.write(folder.resolve("turned.mp4"), format, 1, _ -> stored);

        RgbImage image = read(file, 1).frames().getFirst().image();

        assertThat(image.width()).isEqualTo(160);
        assertThat(image.height()).isEqualTo(96);
        assertThat(Clips.numberOf(image)).isEqualTo(77);
        assertThat(Clips.isRed(image, 80, 36)).isTrue();
        assertThat(Clips.isRed(image, 80, 80)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2, 256, 96", "0.5, 128, 192"})
    void pixelsAreMadeSquare(double aspect, int width, int height) throws Exception {
        var format = new VideoEncoding(Codec.MPEG4, 10, 0, aspect, Map.of());
        Path file = Clips.write(folder.resolve("wide.mp4"), format, 128, 96, 2, i -> i);

        Reading reading = read(file, 1);

        assertThat(reading.metadata().width()).isEqualTo(width);
        assertThat(reading.metadata().height()).isEqualTo(height);
        assertThat(reading.numbers()).containsExactly(0, 1);
    }

    @Test
    void largePicturesAreScaledDown() throws Exception {
        Path file =
                Clips.write(
                        folder.resolve("8k.mp4"),
                        VideoEncoding.of(Codec.MPEG4, 2),
                        7680,
                        4320,
                        3,
                        i -> i / 2.0);

        Reading reading = Reading.of(decoder, file, new Sampling(1, 960));

        assertThat(reading.metadata().width()).isEqualTo(960);
        assertThat(reading.metadata().height()).isEqualTo(540);
        assertThat(reading.numbers()).containsExactly(0, 2);
    }

    @Test
    void oneFrameIsAVideo() throws Exception {
        Path file = Clips.write(folder.resolve("one.mp4"), Codec.H264, 1, 25);

        Reading reading = read(file, 1);

        assertThat(reading.numbers()).containsExactly(0);
        assertThat(reading.decodedSeconds()).isCloseTo(0.04, within(0.001));
        assertThat(reading.problem()).isEmpty();
    }

    @Test
    void oneProcessServesVideoAfterVideoAlsoWhenSomeAreLeftEarly() throws Exception {
        Path first = Clips.write(folder.resolve("first.mp4"), Codec.H264, 100, 10);
        Path second = Clips.write(folder.resolve("second.webm"), Codec.VP9, 20, 10);
        long process = decoder.pid();
        FrameStream early = decoder.open(first, Sampling.every(1));
        early.next();
        early.close();
        early.close();

        FrameStream forgotten = decoder.open(first, Sampling.every(1));
        forgotten.next();
        Reading reading = read(second, 1);
        forgotten.close();

        assertThat(reading.numbers()).containsExactly(0, 10);
        assertThat(forgotten.next()).isNull();
        assertThat(decoder.pid()).isEqualTo(process);
    }

    @Test
    void anEarlyEndDoesNotClaimWhatWasNotDecoded() throws Exception {
        Path file = Clips.write(folder.resolve("clip.mp4"), Codec.H264, 100, 10);
        try (FrameStream stream = decoder.open(file, Sampling.every(1))) {
            stream.next();
            stream.next();

            assertThat(stream.decodedSeconds()).isBetween(1.0, 2.0);
        }
    }

    @Test
    void theLengthIsCountedWhereTheHeaderDoesNotGiveIt() throws Exception {
        var format = new VideoEncoding(Codec.VP9, 10, 0, 1, Map.of("live", "1"));
        Path file = Clips.write(folder.resolve("live.webm"), format, 128, 96, 35, i -> i / 10.0);

        Reading reading = read(file, 1);

        assertThat(reading.metadata().seconds()).isCloseTo(3.5, within(0.11));
        assertThat(reading.numbers()).containsExactly(0, 10, 20, 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Trump.mp4", "Biden.mp4"})
    void realVideosGiveThePicturesThatAnotherProgramNames(String name) throws Exception {
        Path file = Tutorial.video(name);
        List<Double> stamps =
                Programs.output(
                                "ffprobe -v error -select_streams v -show_entries frame=pts_time"
                                        + " -of csv=p=0 %s",
                                file)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> Double.valueOf(line.replace(",", "").strip()))
                        .toList();

        Reading reading = read(file, 1);

        List<Double> expected =
                IntStream.range(0, (int) Math.ceil(reading.metadata().seconds()))
                        .mapToObj(t -> latest(stamps, t))
                        .toList();
        assertThat(reading.times()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(reading.times().get(i)).isCloseTo(expected.get(i), within(0.001));
        }
        assertThat(reading.decodedSeconds()).isEqualTo(reading.metadata().seconds());
    }

    private static double latest(List<Double> stamps, int instant) {
        return stamps.stream().filter(s -> s <= instant + 1e-6).mapToDouble(s -> s).max().orElse(0);
    }

    @Test
    void librariesComeFromTheNativesFolderOnly() throws Exception {
        Path own = Path.of("/proc/self/maps");
        assumeThat(own).as("a Linux machine").exists();
        read(Clips.write(folder.resolve("clip.mp4"), Codec.H264, 2, 10), 1);

        for (String process : List.of("self", Long.toString(decoder.pid()))) {
            assertThat(Files.readAllLines(Path.of("/proc", process, "maps")))
                    .filteredOn(line -> line.contains("libav") || line.contains("libjni"))
                    .isNotEmpty()
                    .allMatch(line -> line.contains(System.getProperty("framewatch.natives")));
        }
    }

    @Test
    void theDecoderStaysSmall() throws Exception {
        Path status = Path.of("/proc", Long.toString(decoder.pid()), "status");
        assumeThat(status).as("a Linux machine").exists();
        read(Tutorial.video("Biden.mp4"), 1);

        long peakKilobytes =
                Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();

        assertThat(peakKilobytes).isBetween(1L, 400_000L);
    }
}
