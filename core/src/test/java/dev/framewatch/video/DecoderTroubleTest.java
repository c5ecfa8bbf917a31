package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.video.decoder.DecoderProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A decoder that hangs, crashes or exhausts memory costs one video; no decoder outlives its parent.
 */
@Timeout(60)
class DecoderTroubleTest {
    private static final DecoderLimits SHORT =
            new DecoderLimits(Duration.ofMillis(2500), Duration.ofSeconds(10), 1536);

    private static final DecoderLimits LITTLE_MEMORY =
            new DecoderLimits(Duration.ofSeconds(20), Duration.ofMinutes(1), 256);

    @TempDir private Path folder;
    private Path clip;

    @BeforeEach
    void makeClip() throws IOException {
        clip = Clips.write(folder.resolve("clip.mp4"), Codec.H264, 12, 10);
    }

    private VideoDecoder misbehaving(String failure, DecoderLimits limits) {
        List<String> command = new ArrayList<>(DecoderCommand.of(MisbehavingDecoder.class, limits));
        command.addAll(List.of(failure, folder.resolve("started").toString()));
        return new VideoDecoder(limits, command);
    }

    private void assertWorks(VideoDecoder decoder) throws UnreadableVideoException {
        assertThat(Reading.of(decoder, clip, Sampling.every(1)).numbers()).containsExactly(0, 10);
    }

    @ParameterizedTest
    @CsvSource({
        "silent, hung",
        "hungAtOpen, hung",
        "dead, crashed",
        "crashedAtOpen, crashed",
        "babbling, failed",
        "greedy, memory limit of 300 MB"
    })
    void itCostsOneVideo(String failure, String reason) throws Exception {
        assumeTrue(
                !failure.equals("greedy") || Files.exists(Path.of("/proc")),
                "enforced on Linux only");
        Duration idle = failure.equals("greedy") ? Duration.ofSeconds(20) : Duration.ofMillis(2500);
        var limits = new DecoderLimits(idle, Duration.ofSeconds(30), 300);
        try (VideoDecoder decoder = misbehaving(failure, limits)) {
            long first = decoder.pid();

            assertThatThrownBy(() -> decoder.open(clip, Sampling.every(1)))
                    .isInstanceOfSatisfying(
                            UnreadableVideoException.class,
                            e -> assertThat(e.isDecoderFailure()).isTrue())
                    .hasMessageContaining(reason);

            assertWorks(decoder);
            assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hungAfterOnePicture, hung",
        "crashedAfterOnePicture, crashed",
        "hugeAfterOnePicture, failed"
    })
    void whatWasReadBeforeIsKept(String failure, String trouble) throws Exception {
        try (VideoDecoder decoder = misbehaving(failure, SHORT)) {
            Reading reading = Reading.of(decoder, clip, Sampling.every(1));

            assertThat(reading.frames()).hasSize(1);
            assertThat(reading.decodedSeconds()).isEqualTo(0.5);
            assertThat(reading.problem()).contains(trouble);
            assertWorks(decoder);
        }
    }

    @Test
    void longWorkIsNotTakenForAHang() {
        try (VideoDecoder decoder = misbehaving("slow", SHORT)) {
            assertThatThrownBy(() -> decoder.open(clip, Sampling.every(1)))
                    .hasMessage("slow but sure");
        }
    }

    @Test
    void endlessWorkIsEnded() throws Exception {
        var shortTimeLimit = new DecoderLimits(Duration.ofSeconds(20), Duration.ofSeconds(3), 1536);
        try (VideoDecoder decoder = misbehaving("endless", shortTimeLimit)) {
            assertThatThrownBy(() -> decoder.open(clip, Sampling.every(1)))
                    .hasMessage("decoding timed out");
            assertWorks(decoder);
        }
    }

    @Test
    void aVideoThatNeedsTooMuchMemoryIsRefusedAndTheNextOneIsRead() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc")), "enforced on Linux only");
        Path large =
                Clips.write(
                        folder.resolve("8k.mp4"),
                        VideoEncoding.of(Codec.MPEG4, 2),
                        8000,
                        8000,
                        2,
                        i -> i / 2.0);
        try (var decoder = new VideoDecoder(LITTLE_MEMORY)) {
            assertThatThrownBy(() -> Reading.of(decoder, large, Sampling.every(1)))
                    .isInstanceOf(UnreadableVideoException.class)
                    .hasMessageContaining("memory");
            assertWorks(decoder);
        }
    }

    @Test
    void aDrawingThatRefersToItselfManifoldCostsThatDrawing() throws Exception {
        StringBuilder svg = new StringBuilder("<svg xmlns='http://www.w3.org/2000/svg' width='9'");
        svg.append(" height='9'><defs><g id='a0'><rect width='5' height='5'/></g>");
        for (int i = 1; i <= 12; i++) {
            String uses = "<use href='#a%d'/>".formatted(i - 1).repeat(10);
            svg.append("<g id='a%d'>%s</g>".formatted(i, uses));
        }
        svg.append("</defs><use href='#a12'/></svg>");
        Path bomb = Files.writeString(folder.resolve("bomb.svg"), svg);
        try (var decoder = new VideoDecoder(SHORT)) {
            assertThatThrownBy(() -> decoder.openInProcess(bomb, Sampling.every(1)))
                    .hasMessageContaining("hung");
            assertWorks(decoder);
        }
    }

    @Test
    void theTimeoutOfAFrameThatCameIsNotKept() throws Exception {
        try (var decoder = new VideoDecoder()) {
            Reading.of(decoder, clip, Sampling.every(0.01));

            assertThat(DecoderConnection.pendingTimeouts()).isLessThan(5);
        }
    }

    @Test
    void aDecoderThatCannotBeStartedIsNamed() throws Exception {
        try (var decoder = new VideoDecoder(SHORT, List.of(folder.resolve("no-java").toString()))) {
            assertThatThrownBy(() -> decoder.open(clip, Sampling.every(1)))
                    .hasMessageContaining("cannot start the decoder");
        }
    }

    @Test
    void aProcessEndsWithItsStandardInput() throws Exception {
        Process process =
                new ProcessBuilder(DecoderCommand.of(DecoderProcess.class, SHORT)).start();
        assertThat(process.getInputStream().read()).isPositive();

        process.getOutputStream().close();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aProcessEndsWithItsParentHoweverThatEnds() throws Exception {
        Process parent =
                new ProcessBuilder(DecoderCommand.of(KilledParent.class, SHORT))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long child = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle decoder = ProcessHandle.of(child).orElseThrow();

        parent.destroyForcibly().waitFor();

        assertThat(decoder.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    /** Starts a decoder, prints its process ID, and waits to be killed. */
    static final class KilledParent {
        public static void main(String[] arguments) throws IOException {
            try (VideoDecoder decoder = new VideoDecoder()) {
                System.out.println(decoder.pid());
                System.out.flush();
                while (System.in.read() >= 0) {}
            }
        }

        private KilledParent() {}
    }

    @Test
    void tenHoursAreReadInASmallHeap() throws Exception {
        Path hours =
                Clips.write(
                        folder.resolve("hours.mp4"),
                        new VideoEncoding(Codec.MPEG4, 1, 0, 1, java.util.Map.of()),
                        64,
                        48,
                        36_000,
                        i -> i);
        List<String> command = new ArrayList<>(DecoderCommand.of(CountingReader.class, SHORT));
        command.replaceAll(option -> option.startsWith("-Xmx") ? "-Xmx64m" : option);
        command.add(hours.toString());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();

        assertThat(process.inputReader().readLine()).isEqualTo("36000 frames, 36000.0 seconds");
    }

    /** Reads a video in a process with a small heap. */
    static final class CountingReader {
        public static void main(String[] arguments) throws UnreadableVideoException {
            try (VideoDecoder decoder = new VideoDecoder();
                    FrameStream stream = decoder.open(Path.of(arguments[0]), Sampling.every(1))) {
                int count = 0;
                while (stream.next() != null) {
                    count++;
                }
                System.out.println(count + " frames, " + stream.decodedSeconds() + " seconds");
            }
        }

        private CountingReader() {}
    }
}
