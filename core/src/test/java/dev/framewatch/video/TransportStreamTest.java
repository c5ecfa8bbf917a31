package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.video.VideoEncoding.Codec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MPEG transport streams, the format of videos served in segments. */
class TransportStreamTest {
    @TempDir private Path folder;

    @Test
    void itsPicturesAreSeenAtTheirTimes() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.ts"), Codec.H264, 40, 10);
        List<Integer> numbers = new ArrayList<>();
        try (VideoDecoder decoder = new VideoDecoder();
                FrameStream stream = decoder.open(clip, Sampling.every(1))) {
            for (Frame frame = stream.next(); frame != null; frame = stream.next()) {
                numbers.add(Clips.numberOf(frame.image()));
            }
            assertThat(stream.metadata().container()).isEqualTo("mpegts");
            assertThat(stream.metadata().seconds()).isCloseTo(4, within(0.2));
            assertThat(stream.decodedSeconds()).isCloseTo(4, within(0.2));
            assertThat(stream.problem()).isEmpty();
        }
        assertThat(numbers).containsExactly(0, 10, 20, 30);
    }
}
