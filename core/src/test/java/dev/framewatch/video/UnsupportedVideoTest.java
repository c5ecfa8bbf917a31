package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unsupported videos are named by their format, never called "not a video". */
class UnsupportedVideoTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "avi | -c:v cinepak -s 128x96 | a video encoded as cinepak, which is not supported",
                "mov | -c:v qtrle             | a video encoded as qtrle, which is not supported",
                "mkv | -c:v rawvideo          | a video encoded as rawvideo, which is not"
                        + " supported",
                "rm  | -c:v rv10              | a RealMedia video, which is not supported",
                "mxf | -c:v mpeg2video -r 25  | an MXF video, which is not supported",
                "y4m | -pix_fmt yuv420p       | an uncompressed video (YUV4MPEG2), which is not"
                        + " supported",
                "nut | -c:v mpeg4             | a NUT video, which is not supported",
                "264 | -c:v libx264           | a video without a container, which is not"
                        + " supported",
                "swf | -c:v flv               | a Flash animation, which is not supported",
                "mp4 | -c:v libx264 -encryption_scheme cenc-aes-ctr -encryption_key "
                        + "76a6c65c5ea762046bd749a2e632ccbb -encryption_kid "
                        + "a7e61c373e219033c21091fa607bf3b8 | an encrypted video"
            })
    void itIsNamed(String extension, String arguments, String reason) throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Codec.H264, 5, 10);
        Path file = folder.resolve("odd." + extension);
        List<String> command = new ArrayList<>(List.of("-i", clip.toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.add(file.toString());
        Programs.stdout("ffmpeg", command.toArray(String[]::new));

        try (var decoder = new VideoDecoder()) {
            assertThatThrownBy(() -> decoder.open(file, Sampling.every(1)))
                    .isInstanceOf(UnreadableVideoException.class)
                    .hasMessage(reason);
        }
    }
}
