package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Animated WebP images that claim too much, or break off. */
class AnimatedImageTest {
    private static final int LONGEST_MILLIS = 0xFFFFFF;

    private static final VideoDecoder decoder = new VideoDecoder();

    @TempDir private Path folder;
    private byte[] sound;

    @AfterAll
    static void endDecoder() {
        decoder.close();
    }

    @BeforeEach
    void makeAnimation() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.webm"), Codec.VP9, 4, 1);
        Path file = folder.resolve("moving.webp");
        Programs.stdout("ffmpeg", "-i", clip.toString(), "-c:v", "libwebp_anim", file.toString());
        sound = Files.readAllBytes(file);
    }

    /** Opens what the decoder process makes of an animation. */
    private FrameStream open(byte[] webp, Sampling sampling) throws Exception {
        return decoder.open(Files.write(folder.resolve("changed.webp"), webp), sampling);
    }

    private static int frame(byte[] webp, int index) {
        String text = new String(webp, StandardCharsets.ISO_8859_1);
        int at = -1;
        for (int i = 0; i <= index; i++) {
            at = text.indexOf("ANMF", at + 1);
        }
        return at;
    }

    @Test
    void imagesThatClaimToStayForHoursAreNotReadForever() throws Exception {
        byte[] bytes = sound.clone();
        for (int i = 0; i < 4; i++) {
            for (int b = 0; b < 3; b++) {
                bytes[frame(bytes, i) + 20 + b] = (byte) 0xFF;
            }
        }

        FrameStream stream = open(bytes, new Sampling(0.1, 64));
        int count = 0;
        while (stream.next() != null) {
            count++;
        }

        assertThat(stream.metadata().seconds()).isEqualTo(4 * LONGEST_MILLIS / 1000.0);
        assertThat(count).isBetween(100_000, 100_050);
        assertThat(stream.decodedSeconds()).isLessThan(10_010);
        assertThat(stream.problem())
                .startsWith("it claims that images stay on screen for very long: scanned up to");
    }

    @Test
    void anImageThatIsDamagedEndsItWithAReason() throws Exception {
        byte[] bytes = sound.clone();
        int third = frame(bytes, 2) + 24;
        for (int at = third; at < third + 60; at++) {
            bytes[at] = 0;
        }

        FrameStream stream = open(bytes, Sampling.every(1));
        int count = 0;
        while (stream.next() != null) {
            count++;
        }

        assertThat(count).isEqualTo(2);
        assertThat(stream.decodedSeconds()).isEqualTo(2);
        assertThat(stream.problem()).isEqualTo(stream.omission()).contains("image");
    }
}
