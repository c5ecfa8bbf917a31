package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For any sequence of cuts, joins, gaps, edit lists and rates: the seconds that are scanned and
 * those that are named as missing are together the seconds that the ffmpeg program shows.
 */
class ConservationTest {
    private static final double SAMPLE_SECONDS = 1;

    @AutoClose private static final VideoDecoder decoder = new VideoDecoder();

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                24
            })
    void nothingIsLostAndNothingIsCountedTwice(int seed) throws Exception {
        Random random = new Random(seed);
        String extension = List.of("mp4", "mkv", "ts", "mov").get(random.nextInt(4));
        boolean joins = extension.equals("ts") && random.nextBoolean();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> story = new ArrayList<>();
        for (int part = 0; part < (joins ? 1 + random.nextInt(3) : 1); part++) {
            bytes.write(Files.readAllBytes(part(part, extension, random, story)));
        }
        Path file = Files.write(folder.resolve("whole." + extension), bytes.toByteArray());

        Reading reading = Reading.of(decoder, file, Sampling.every(SAMPLE_SECONDS));

        double shown = FfmpegFrames.of(file, 128, 96).shownSeconds();
        double scanned = reading.decodedSeconds();
        double missing = Math.max(0, reading.metadata().seconds() - scanned);
        assertThat(scanned + missing)
                .as("seed %d, %s: %s", seed, extension, story)
                .isCloseTo(shown, within(SAMPLE_SECONDS));
        assertThat((double) reading.frames().size())
                .as("samples; seed %d, %s: %s", seed, extension, story)
                .isBetween(scanned - SAMPLE_SECONDS, scanned + 2 * SAMPLE_SECONDS);
        if (missing > SAMPLE_SECONDS) {
            assertThat(reading.problem() + reading.omission()).isNotEmpty();
        }
    }

    /** Makes a recording with a rate, gaps, B-frames and a cut, all drawn at random. */
    private Path part(int number, String extension, Random random, List<String> story)
            throws IOException, InterruptedException {
        double rate = List.of(2.0, 10.0, 25.0, 30.0).get(random.nextInt(4));
        double gap = random.nextBoolean() ? 0 : 1 + 7 * random.nextDouble();
        int gapAt = random.nextInt((int) (6 * rate));
        // The ffmpeg program takes such slow B-frames for a new recording.
        int bFrames = rate < 10 && extension.equals("ts") ? 0 : random.nextInt(4);
        Path clip =
                Clips.write(
                        folder.resolve("clip" + number + ".mkv"),
                        new VideoEncoding(Codec.MPEG4, rate, 0, 1, Map.of()),
                        128,
                        96,
                        (int) (6 * rate),
                        i -> i / rate + (i > gapAt ? gap : 0));
        Path file = folder.resolve("part" + number + "." + extension);
        List<String> command = new ArrayList<>(List.of("-i", clip.toString()));
        if (random.nextBoolean()) {
            Collections.addAll(command, "-f", "lavfi", "-i", "sine=duration=9");
        }
        Collections.addAll(command, "-fps_mode", "passthrough", "-c:v", "libx264", "-g", "20");
        Collections.addAll(command, "-bf", Integer.toString(bFrames), "-preset", "ultrafast");
        command.add(file.toString());
        Programs.stdout("ffmpeg", command.toArray(String[]::new));
        story.add(
                "%.0f frames/s, a gap of %.1f s after frame %d, %d B-frames"
                        .formatted(rate, gap, gapAt, bFrames));
        // In decoding order, a frame after a gap would be cut off with those before it.
        boolean mayBeCut = gap == 0 || (bFrames == 0 && !extension.equals("ts"));
        return mayBeCut && random.nextBoolean() ? cut(file, random, story) : file;
    }

    /** Copies a part of a file, from any frame on: an edit list hides the frames before it. */
    private Path cut(Path file, Random random, List<String> story)
            throws IOException, InterruptedException {
        String from = "%.2f".formatted(3 * random.nextDouble());
        String length = "%.2f".formatted(1 + 3 * random.nextDouble());
        Path cut = folder.resolve("cut-" + file.getFileName());
        Programs.stdout(
                "ffmpeg",
                "-ss",
                from,
                "-i",
                file.toString(),
                "-t",
                length,
                "-c",
                "copy",
                cut.toString());
        if (!hasKeyFrame(cut)) {
            return file; // there is nothing to see in this part
        }
        story.add("cut from %s s for %s s".formatted(from, length));
        return cut;
    }

    private static boolean hasKeyFrame(Path file) throws IOException, InterruptedException {
        String[] flags = {"-select_streams", "v", "-show_entries", "packet=flags", file.toString()};
        return Files.size(file) > 0
                && Programs.stdout("ffprobe", flags)
                        .lines()
                        .anyMatch(line -> line.startsWith("flags=K"));
    }
}
