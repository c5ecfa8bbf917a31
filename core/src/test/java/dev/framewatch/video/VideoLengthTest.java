package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Start and length of videos whose header, audio track or edit list is misleading. */
class VideoLengthTest {
    @AutoClose private static final VideoDecoder decoder = new VideoDecoder();

    @TempDir private Path folder;

    private static Reading read(Path file) throws UnreadableVideoException {
        return Reading.of(decoder, file, Sampling.every(1));
    }

    private Path ffmpeg(String name, String... arguments) throws Exception {
        Path file = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(file.toString());
        Programs.stdout("ffmpeg", all.toArray(String[]::new));
        return file;
    }

    private static void assertComplete(Reading reading, double seconds) {
        assertThat(reading.metadata().seconds()).isCloseTo(seconds, within(0.15));
        assertThat(reading.decodedSeconds()).isCloseTo(seconds, within(0.15));
        assertThat(reading.problem()).isEmpty();
        assertThat(reading.omission()).isEmpty();
    }

    /** The first frame stays for 9 s, then 30 frames a second follow. */
    private static double heldFirst(double frame) {
        return frame == 0 ? 0 : 9 + (frame - 1) / 30;
    }

    private static final List<Integer> HELD_FIRST = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 31, 61);

    @ParameterizedTest
    @CsvSource({"0, mp4", "2, mp4", "3, mov", "2, mkv", "0, ts"})
    void aHeldFrameLastsUntilTheNextOne(int bFrames, String extension) throws Exception {
        var encoding =
                new VideoEncoding(Codec.MPEG4, 30, 0, 1, Map.of("bf", Integer.toString(bFrames)));
        Path file =
                Clips.write(
                        folder.resolve("held." + extension),
                        encoding,
                        128,
                        96,
                        89,
                        VideoLengthTest::heldFirst);

        Reading reading = read(file);

        assertThat(reading.numbers()).isEqualTo(HELD_FIRST);
        assertComplete(reading, 12);
    }

    @ParameterizedTest
    @CsvSource({"libx264, mp4", "libx264, mkv", "libx265, mp4"})
    void aHeldFrameLastsUntilTheNextOneAlsoInOtherCodecs(String encoder, String extension)
            throws Exception {
        Path clip =
                Clips.write(
                        folder.resolve("clip.mkv"),
                        VideoEncoding.of(Codec.MPEG4, 30),
                        128,
                        96,
                        89,
                        VideoLengthTest::heldFirst);
        Path file =
                ffmpeg(
                        "held." + extension,
                        "-i",
                        clip.toString(),
                        "-fps_mode",
                        "passthrough",
                        "-c:v",
                        encoder,
                        "-bf",
                        "3");

        Reading reading = read(file);

        assertThat(reading.numbers()).isEqualTo(HELD_FIRST);
        assertComplete(reading, 12);
    }

    @ParameterizedTest
    @CsvSource({"mp4, 0", "mov, 2"})
    void theLastFrameMayBeHeldToo(String extension, int bFrames) throws Exception {
        var encoding =
                new VideoEncoding(
                        Codec.MPEG4, 1 / 6.1, 0, 1, Map.of("bf", Integer.toString(bFrames)));
        Path file =
                Clips.write(
                        folder.resolve("last." + extension), encoding, 128, 96, 30, i -> i / 10);

        Reading reading = read(file);

        assertThat(reading.numbers()).containsExactly(0, 10, 20, 29, 29, 29, 29, 29, 29);
        assertComplete(reading, 9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void anEditListShowsAPart(int bFrames) throws Exception {
        var encoding =
                new VideoEncoding(
                        Codec.MPEG4, 10, 0, 1, Map.of("bf", "" + bFrames, "use_editlist", "1"));
        Path file = Clips.write(folder.resolve("edit.mp4"), encoding, 128, 96, 120, i -> i / 10);
        patchEditList(file, 6, 3);

        Reading reading = read(file);

        assertThat(reading.numbers()).containsExactly(30, 40, 50, 60, 70, 80);
        assertComplete(reading, 6);
    }

    /** Shows so many seconds of a file, from a later second of its media on. */
    private static void patchEditList(Path file, int seconds, int skipped) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int list = text.indexOf("elst");
        int header = text.indexOf("mdhd");
        ByteBuffer box = ByteBuffer.wrap(bytes);
        assertThat(list).as("an edit list").isPositive();
        assertThat(box.getInt(list + 8)).as("the number of edits").isEqualTo(1);
        int ticksPerSecond = box.getInt(header + 16);
        box.putInt(list + 12, 1000 * seconds);
        box.putInt(list + 16, box.getInt(list + 16) + skipped * ticksPerSecond);
        Files.write(file, bytes);
    }

    @ParameterizedTest
    @CsvSource({"mkv, no", "mkv, +bitexact", "webm, no", "mp4, no", "mov, no", "ts, no"})
    void soundMayLastLonger(String extension, String flags) throws Exception {
        Path clip =
                Clips.write(
                        folder.resolve("clip.mkv"),
                        extension.equals("webm") ? Codec.VP9 : Codec.H264,
                        60,
                        10);
        List<String> command = new ArrayList<>();
        Collections.addAll(command, "-i", clip.toString());
        Collections.addAll(command, "-f", "lavfi", "-i", "sine=duration=12", "-c:v", "copy");
        if (!flags.equals("no")) {
            Collections.addAll(command, "-fflags", flags);
        }
        Path file = ffmpeg("sound." + extension, command.toArray(String[]::new));

        Reading reading = read(file);

        double start = reading.metadata().startSeconds();
        assertThat(start).as("the sound's priming").isBetween(0.0, 0.1);
        assertThat(reading.numbers().subList(1, 6))
                .isEqualTo(
                        IntStream.range(1, 6)
                                .map(k -> (int) Math.floor((k - start) * 10 + 1e-6))
                                .boxed()
                                .toList());
        assertComplete(reading, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "ts", "mp4"})
    void theClockMayStartAtHours(String extension) throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mkv"), Codec.H264, 60, 10);
        Path file =
                ffmpeg(
                        "hours." + extension,
                        "-i",
                        clip.toString(),
                        "-c",
                        "copy",
                        "-output_ts_offset",
                        "7200");

        Reading reading = read(file);

        assertThat(reading.numbers()).containsExactly(0, 10, 20, 30, 40, 50);
        assertThat(reading.times()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
        assertComplete(reading, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frag_keyframe", "frag_keyframe+empty_moov", "frag_keyframe+dash"})
    void fragmentsAreOneVideo(String flags) throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mkv"), Codec.MPEG4, 60, 10);
        Path file =
                ffmpeg(
                        "fragments.mp4",
                        "-i",
                        clip.toString(),
                        "-c:v",
                        "libx264",
                        "-g",
                        "10",
                        "-movflags",
                        flags);

        Reading reading = read(file);

        assertThat(reading.numbers()).containsExactly(0, 10, 20, 30, 40, 50);
        assertComplete(reading, 6);
    }

    @Test
    void aVideoThatIsShownForNoTimeHasAFrame() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mkv"), Codec.MPEG4, 10, 5);
        Path file = folder.resolve("brief.avi");
        Programs.stdout("ffmpeg", "-i", clip.toString(), "-c:v", "mpeg4", file.toString());
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        ByteBuffer avi = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = text.indexOf("strh") + 8;
        avi.putInt(header + 20, 1).putInt(header + 24, 1 << 30); // a second has 2^30 frames
        int first = text.indexOf("00dc", text.indexOf("movi"));
        for (int at = text.indexOf("00dc", first + 1); at > 0; at = text.indexOf("00dc", at + 1)) {
            if (at < text.indexOf("idx1")) {
                avi.putInt(at + 8, 0); // no frame starts here
            }
        }

        Reading reading = Reading.of(decoder, Files.write(file, bytes), Sampling.every(0.5));

        assertThat(reading.frames()).hasSize(1);
        assertThat(reading.problem()).isEqualTo("partly damaged");
    }
}
