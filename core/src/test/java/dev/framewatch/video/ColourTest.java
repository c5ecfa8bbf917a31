package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HDR, untagged HD and interlaced video look as on a screen. */
class ColourTest {
    @AutoClose private static final VideoDecoder decoder = new VideoDecoder();

    @TempDir private Path folder;

    private Reading converted(String name, String... arguments) throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mkv"), Codec.MPEG4, 24, 10);
        Path file = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("-i", clip.toString()));
        command.addAll(List.of(arguments));
        command.add(file.toString());
        Programs.stdout("ffmpeg", command.toArray(String[]::new));
        return Reading.of(decoder, file, Sampling.every(1));
    }

    private static void assertColours(RgbImage image, int tolerance) {
        assertColour(image, 3 * image.height() / 8, tolerance, 200, 30, 30);
        assertColour(image, 3 * image.height() / 4, tolerance, 30, 30, 200);
    }

    private static void assertColour(RgbImage image, int y, int tolerance, int... colour) {
        int at = 3 * (y * image.width() + image.width() / 2);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(image.rgb()[at + channel] & 255)
                    .as("channel %d at line %d", channel, y)
                    .isCloseTo(colour[channel], within(tolerance));
        }
    }

    @ParameterizedTest
    @CsvSource({"smpte2084", "arib-std-b67"})
    void hdrIsToneMapped(String transfer) throws Exception {
        Reading reading =
                converted(
                        "hdr.mp4",
                        "-vf",
                        "zscale=tin=bt709:min=bt709:pin=bt709:rin=tv:t=%s:m=bt2020nc:p=bt2020:r=tv:npl=203,format=yuv420p10le"
                                .formatted(transfer),
                        "-c:v",
                        "libx265",
                        "-x265-params",
                        "colorprim=bt2020:transfer=%s:colormatrix=bt2020nc".formatted(transfer));

        assertThat(reading.numbers()).containsExactly(0, 10, 20);
        assertColours(reading.frames().get(1).image(), 45);
    }

    @Test
    void untaggedHdVideoIsBt709() throws Exception {
        Reading reading =
                converted(
                        "hd.mp4",
                        "-vf",
                        "scale=1280:720:out_color_matrix=bt709,setparams=colorspace=unknown",
                        "-c:v",
                        "mpeg4",
                        "-q:v",
                        "2");

        assertThat(reading.numbers()).containsExactly(0, 10, 20);
        assertColours(reading.frames().get(1).image(), 8);
    }

    @Test
    void untaggedVideoThatIsSmallerIsBt601() throws Exception {
        Reading reading =
                converted(
                        "sd.mp4",
                        "-vf",
                        "scale=576:1024:out_color_matrix=bt601,setparams=colorspace=unknown",
                        "-c:v",
                        "mpeg4",
                        "-q:v",
                        "2");

        assertColours(reading.frames().get(1).image(), 8);
    }

    /** Even frames become the top field, odd ones the bottom field. */
    @ParameterizedTest
    @ValueSource(strings = {"libx264 -x264-params tff=1", "mpeg2video -flags +ilme+ildct -r 25"})
    void oneFieldOfInterlacedVideoIsUsed(String encoder) throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of("-vf", "tinterlace=interleave_top,setfield=tff", "-q:v", "2"));
        arguments.add("-c:v");
        arguments.addAll(List.of(encoder.split(" ")));

        Reading reading = converted("interlaced.mkv", arguments.toArray(String[]::new));

        assertThat(reading.numbers()).containsExactly(0, 10, 20);
        assertColours(reading.frames().get(1).image(), 12);
    }
}
