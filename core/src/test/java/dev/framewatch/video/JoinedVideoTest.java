package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps that start again, jump or claim years. */
class JoinedVideoTest {
    @AutoClose private static final VideoDecoder decoder = new VideoDecoder();

    @TempDir private Path folder;

    private static Reading read(Path file) throws UnreadableVideoException {
        return Reading.of(decoder, file, Sampling.every(1));
    }

    /** Writes frames that are numbered from a first number on. */
    private Path clip(String name, Codec codec, int first, int count) throws IOException {
        Path file = folder.resolve(name);
        try (var writer = new VideoWriter(file, 128, 96, VideoEncoding.of(codec, 10))) {
            for (int i = 0; i < count; i++) {
                writer.add(Clips.numbered(128, 96, first + i), i / 10.0);
            }
            writer.finish();
        }
        return file;
    }

    private Path join(String name, Path... parts) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        for (Path part : parts) {
            Files.write(file, Files.readAllBytes(part), StandardOpenOption.APPEND);
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"H264, ts", "MPEG4, ts", "H264, mkv", "MPEG4, mkv", "VP9, webm", "AV1, webm"})
    void recordingsJoinedInOneFileAreAllScanned(Codec codec, String extension) throws Exception {
        Path first = clip("first." + extension, codec, 0, 60);
        Path second = clip("second." + extension, codec, 100, 60);

        Reading reading = read(join("joined." + extension, first, second));

        assertThat(reading.numbers())
                .containsExactly(0, 10, 20, 30, 40, 50, 100, 110, 120, 130, 140, 150);
        assertThat(reading.metadata().seconds()).isCloseTo(12, within(0.3));
        assertThat(reading.decodedSeconds()).isCloseTo(12, within(0.3));
        assertThat(reading.omission()).isEmpty();
    }

    /** As tapes and DVDs were stored; program streams have no header that states a length. */
    @ParameterizedTest
    @CsvSource({"mpg, mpeg1video, 0", "mpg, mpeg2video, 2", "vob, mpeg2video, 2"})
    void programStreamsJoinedInOneFileAreAllScanned(String extension, String codec, int reordered)
            throws Exception {
        Path first = programStream("first", extension, codec, reordered, 0);
        Path second = programStream("second", extension, codec, reordered, 100);

        Reading reading = read(join("joined." + extension, first, second));

        assertThat(reading.numbers())
                .containsExactly(0, 10, 20, 30, 40, 50, 100, 110, 120, 130, 140, 150);
        assertThat(reading.metadata().seconds()).isCloseTo(12, within(0.3));
        assertThat(reading.decodedSeconds()).isCloseTo(12, within(0.3));
        assertThat(reading.omission()).isEmpty();
    }

    private Path programStream(
            String name, String extension, String codec, int reordered, int firstNumber)
            throws Exception {
        Path source = clip(name + ".mp4", Codec.H264, firstNumber, 60);
        Path file = folder.resolve(name + "." + extension);
        Programs.stdout(
                "ffmpeg",
                "-i",
                source.toString(),
                "-c:v",
                codec,
                "-bf",
                Integer.toString(reordered),
                "-r",
                "25",
                "-b:v",
                "1M",
                file.toString());
        return file;
    }

    @Test
    void anyNumberOfTransportStreamsMayBeJoined() throws Exception {
        Path first = clip("first.ts", Codec.H264, 0, 30);
        Path second = clip("second.ts", Codec.H264, 100, 30);

        Reading reading = read(join("joined.ts", first, second, second, first, second));

        assertThat(reading.numbers())
                .containsExactly(0, 10, 20, 100, 110, 120, 100, 110, 120, 0, 10, 20, 100, 110, 120);
        assertThat(reading.decodedSeconds()).isCloseTo(15, within(1.0));
        assertThat(reading.omission()).isEmpty();
    }

    /** libav reads two recordings of such a file, no more. */
    @ParameterizedTest
    @CsvSource({"H264, mkv, 60", "VP9, webm, 60", "H264, mkv, 1"})
    void whatIsNotReadOfJoinedFilesIsNamed(Codec codec, String extension, int thirdCount)
            throws Exception {
        Path first = clip("first." + extension, codec, 0, 60);
        Path second = clip("second." + extension, codec, 100, 60);
        Path third = clip("third." + extension, codec, 0, thirdCount);

        Reading reading = read(join("joined." + extension, first, second, third));

        assertThat(reading.numbers()).hasSize(12);
        assertThat(reading.omission()).contains("its last", "bytes were not scanned");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 60, 20_000, 90_000})
    void aTransportStreamMayJumpForward(int seconds) throws Exception {
        Path first = clip("first.ts", Codec.H264, 0, 60);
        Path source = clip("source.ts", Codec.H264, 100, 60);
        Path second = folder.resolve("second.ts");
        Programs.stdout(
                "ffmpeg",
                "-i",
                source.toString(),
                "-c",
                "copy",
                "-muxdelay",
                "0",
                "-muxpreload",
                "0",
                "-output_ts_offset",
                Integer.toString(6 + seconds),
                second.toString());

        Reading reading = read(join("joined.ts", first, second));

        boolean held = seconds < 10;
        assertThat(reading.numbers()).startsWith(0, 10, 20, 30, 40, 50);
        assertThat(reading.numbers().stream().filter(n -> n >= 100).toList())
                .hasSize(6)
                .allMatch(n -> held || n % 10 <= 2);
        assertThat(reading.metadata().seconds()).isCloseTo(held ? 20 : 12, within(0.5));
        assertThat(reading.omission()).isEmpty();
    }

    @Test
    void framesWithoutAPlaceInTimeAreCounted() throws Exception {
        Path source = clip("source.webm", Codec.VP9, 0, 60);
        Path file = folder.resolve("back.mkv");
        Programs.stdout(
                "ffmpeg",
                "-i",
                source.toString(),
                "-c",
                "copy",
                "-bsf:v",
                "setts=dts=N:pts=if(lt(N\\,30)\\,100*N\\,100*N-2000)",
                file.toString());

        Reading reading = read(file);

        assertThat(reading.omission()).contains("of its frames have times before");
        assertThat(reading.problem()).isEqualTo(reading.omission());
    }

    private Path stretched(String name, DoubleUnaryOperator seconds, int count) throws IOException {
        var encoding = new VideoEncoding(Codec.H264, 10, 0, 1, Map.of());
        return Clips.write(folder.resolve(name), encoding, 128, 96, count, seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv"})
    void timestampsThatClaimYearsCostLittle(String extension) throws Exception {
        Path file = stretched("years." + extension, i -> i * 30 * 3600, 50);

        Reading reading = read(file);

        assertThat(reading.frames()).hasSizeBetween(49 * 120, 50 * 120);
        assertThat(reading.omission())
                .matches("its timestamps leave \\d+ seconds without a picture");
        assertThat(reading.decodedSeconds()).isBetween(49.0 * 120, 50.0 * 120);
        assertThat(reading.metadata().seconds()).isGreaterThan(5_000_000);
    }

    @Test
    void manyFramesThatAreHeldForLongCostLittle() throws Exception {
        Path file = stretched("held.mkv", i -> i * 119, 1000);

        Reading reading = read(file);

        assertThat(reading.frames()).hasSizeBetween(100_000, 111_000);
        assertThat(reading.omission()).contains("its timestamps claim");
        assertThat(reading.decodedSeconds()).isLessThan(111_000);
    }

    @ParameterizedTest
    @CsvSource({"120, ''", "121, its timestamps leave 1 seconds without a picture"})
    void aFrameIsHeldForTwoMinutesAtMost(int gap, String omission) throws Exception {
        Path file = stretched("gap.mkv", i -> i < 20 ? i / 10 : 1.9 + gap + (i - 20) / 10, 40);

        Reading reading = read(file);

        assertThat(reading.omission()).isEqualTo(omission);
        assertThat(reading.decodedSeconds()).isCloseTo(1.9 + 120 + 2, within(0.11));
        assertThat(reading.metadata().seconds()).isCloseTo(1.9 + gap + 2, within(0.11));
        assertThat(reading.numbers()).startsWith(0, 10, 19, 19).endsWith(19, 21, 31);
    }

    @Test
    void whatFollowsAGapOfDaysIsScanned() throws Exception {
        Path file = stretched("days.mkv", i -> i < 20 ? i / 10 : 400_000 + i / 10, 40);

        Reading reading = read(file);

        assertThat(reading.frames()).hasSizeBetween(122, 126);
        assertThat(reading.numbers()).startsWith(0, 10).endsWith(20, 30);
        assertThat(reading.omission()).contains("without a picture");
    }
}
