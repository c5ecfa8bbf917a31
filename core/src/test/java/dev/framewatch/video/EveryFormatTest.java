package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The specification of decoding: in every format, the sampled frames, their times and their colours
 * are those that the ffmpeg program shows. {@link Vc1AndVp6Test} has those that it does not write.
 */
class EveryFormatTest {
    private static final int COLOUR_TOLERANCE = 12;

    @TempDir private static Path folder;

    @AutoClose private static final VideoDecoder decoder = new VideoDecoder();
    private static Path source;
    private static int count;

    @BeforeAll
    static void start() throws Exception {
        var encoding = new VideoEncoding(Codec.MPEG4, 10, 0, 1, Map.of());
        source = Clips.write(folder.resolve("source.mkv"), encoding, 176, 144, 37, i -> i / 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mp4  | -c:v libx264 -bf 3",
                "mp4  | -c:v libx264 -bf 3 -use_editlist 0",
                "mp4  | -c:v libx264 -g 5 -movflags frag_keyframe+empty_moov",
                "mp4  | -c:v libx265",
                "mp4  | -c:v mpeg4 -bf 2",
                "mp4  | -c:v libvpx-vp9 -deadline realtime",
                "mp4  | -c:v libsvtav1 -preset 12",
                "mp4  | -c:v mjpeg -q:v 2",
                "mp4  | -c:v mpeg2video -r 25 -b:v 1M",
                "mov  | -c:v prores_ks",
                "mov  | -c:v png -pix_fmt rgb24",
                "mov  | -c:v dvvideo -s 720x576 -r 25 -pix_fmt yuv420p",
                "mkv  | -c:v libx264 -bf 2",
                "mkv  | -c:v ffv1",
                "mkv  | -c:v libtheora -q:v 8",
                "mkv  | -c:v mpeg2video -r 25 -bf 2 -b:v 1M",
                "mkv  | -c:v prores_ks",
                "webm | -c:v libvpx -b:v 1M -auto-alt-ref 1 -lag-in-frames 16",
                "webm | -c:v libvpx-vp9 -auto-alt-ref 1 -lag-in-frames 16 -cpu-used 8",
                "webm | -c:v libsvtav1 -preset 12",
                "avi  | -c:v mpeg4 -q:v 2",
                "avi  | -c:v mpeg4 -bf 2 -q:v 2",
                "avi  | -c:v msmpeg4v2 -q:v 2",
                "avi  | -c:v msmpeg4 -q:v 2",
                "avi  | -c:v mjpeg -q:v 2",
                "avi  | -c:v libx264 -bf 0",
                "avi  | -c:v libx264 -bf 3",
                "avi  | -c:v ffv1",
                "avi  | -c:v h263p -q:v 2",
                "avi  | -c:v dvvideo -s 720x576 -r 25 -pix_fmt yuv420p",
                "wmv  | -c:v wmv1 -q:v 2",
                "wmv  | -c:v wmv2 -q:v 2",
                "asf  | -c:v msmpeg4 -q:v 2",
                "flv  | -c:v flv -q:v 2",
                "flv  | -c:v libx264 -bf 2",
                "3gp  | -c:v h263 -q:v 2 -r 25",
                "3gp  | -c:v libx264",
                "3g2  | -c:v mpeg4 -q:v 2",
                "mpg  | -c:v mpeg1video -r 25 -b:v 1M",
                "mpg  | -c:v mpeg2video -r 25 -bf 2 -b:v 1M",
                "mpg  | -c:v mpeg2video -r 25 -b:v 1M -output_ts_offset 5000",
                "vob  | -c:v mpeg2video -r 25 -bf 2 -b:v 1M",
                "ogv  | -c:v libtheora -q:v 8",
                "ts   | -c:v libx264 -bf 2",
                "ts   | -c:v libx265",
                "ts   | -c:v mpeg2video -r 25 -bf 2 -b:v 1M",
                "m2ts | -c:v libx264 -bf 2",
                "gif  | -vf scale=iw:ih"
            })
    void theFramesAreThoseThatFfmpegShows(String extension, String arguments) throws Exception {
        Path file = folder.resolve(count++ + "." + extension);
        List<String> command = new ArrayList<>(List.of("-i", source.toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.add(file.toString());
        Programs.stdout("ffmpeg", command.toArray(String[]::new));

        Reading reading = Reading.of(decoder, file, Sampling.every(0.5));

        int width = arguments.contains("720x576") ? 720 : 176;
        int height = arguments.contains("720x576") ? 576 : 144;
        assertShown(reading, FfmpegFrames.of(file, width, height));
    }

    /** Asserts that a reading of two frames a second is what ffmpeg shows. */
    static void assertShown(Reading reading, FfmpegFrames shown) {
        List<Frame> expected = shown.sampled(0.5);
        assertThat(reading.numbers())
                .isEqualTo(expected.stream().map(f -> Clips.numberOf(f.image())).toList());
        assertThat(reading.times().getFirst())
                .isCloseTo(expected.getFirst().seconds(), within(0.003));
        assertThat(reading.decodedSeconds()).isCloseTo(shown.shownSeconds(), within(0.25));
        assertThat(reading.metadata().seconds()).isCloseTo(shown.shownSeconds(), within(0.25));
        assertThat(reading.problem()).isEmpty();
        assertThat(reading.omission()).isEmpty();
        for (int i = 0; i < expected.size(); i++) {
            assertSameColours(reading.frames().get(i).image(), expected.get(i).image());
        }
    }

    /** Compares the middle of the red and of the blue area. */
    private static void assertSameColours(RgbImage image, RgbImage expected) {
        for (double y : new double[] {0.375, 0.75}) {
            for (int channel = 0; channel < 3; channel++) {
                assertThat(sample(image, y, channel))
                        .isCloseTo(sample(expected, y, channel), within(COLOUR_TOLERANCE));
            }
        }
    }

    private static int sample(RgbImage image, double y, int channel) {
        int row = (int) (y * image.height());
        return image.rgb()[3 * (row * image.width() + image.width() / 2) + channel] & 255;
    }
}
