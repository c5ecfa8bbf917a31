package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.testing.Images;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images are decoded in processes of their own, which may die. */
@Timeout(60)
class StillDecodersTest {
    private static final DecoderLimits SHORT =
            new DecoderLimits(Duration.ofMillis(2500), Duration.ofSeconds(10), 1536);

    private static final DecoderLimits LITTLE_MEMORY =
            new DecoderLimits(Duration.ofSeconds(20), Duration.ofMinutes(1), 256);

    @TempDir private Path folder;
    private Path photo;
    private final Queue<VideoDecoder> started = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void makePhoto() throws IOException {
        photo = Images.writeJpeg(folder.resolve("photo.jpg"), Clips.numbered(160, 96, 77));
    }

    @AfterEach
    void endDecoders() {
        started.forEach(VideoDecoder::close);
    }

    private VideoDecoder misbehaving(String failure) {
        List<String> command = new ArrayList<>(DecoderCommand.of(MisbehavingDecoder.class, SHORT));
        command.addAll(List.of(failure, folder.resolve("started").toString()));
        return kept(new VideoDecoder(SHORT, command));
    }

    private VideoDecoder kept(VideoDecoder decoder) {
        started.add(decoder);
        return decoder;
    }

    private int read(StillDecoders decoders) throws UnreadableImageException {
        return Clips.numberOf(decoders.read(one -> one.readImage(photo, 0, 1920)).image());
    }

    @ParameterizedTest
    @CsvSource({"crashedAtOpen, crashed", "hungAtOpen, hung"})
    void anImageDecoderThatDiesCostsOneImage(String failure, String reason) throws Exception {
        StillDecoders decoders = new StillDecoders(() -> misbehaving(failure));

        assertThatThrownBy(() -> read(decoders))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(reason);

        assertThat(read(decoders)).isEqualTo(77);
    }

    @Test
    void aDecoderThatWasKilledWhileItWaitedIsReplaced() throws Exception {
        StillDecoders decoders = new StillDecoders(() -> kept(new VideoDecoder()));
        read(decoders);
        ProcessHandle process = ProcessHandle.of(started.element().pid()).orElseThrow();

        process.destroyForcibly();
        process.onExit().get();

        assertThat(read(decoders)).isEqualTo(77);
        assertThat(started).hasSize(1);
        assertThat(started.element().pid()).isNotEqualTo(process.pid());
    }

    @Test
    void decodersAreStartedWhenTheyAreNeededAndAtMostOnePerCore() throws Exception {
        StillDecoders decoders = new StillDecoders(() -> kept(new VideoDecoder()));
        assertThat(started).isEmpty();
        read(decoders);
        read(decoders);
        assertThat(started).hasSize(1);

        int cores = Runtime.getRuntime().availableProcessors();
        try (var readers = Executors.newFixedThreadPool(2 * cores)) {
            List<Future<Integer>> numbers = new ArrayList<>();
            for (int i = 0; i < 10 * cores; i++) {
                numbers.add(readers.submit(() -> read(decoders)));
            }
            for (Future<Integer> number : numbers) {
                assertThat(number.get()).isEqualTo(77);
            }
        }
        assertThat(started).hasSizeBetween(1, cores);
    }

    /** What the header states is taken before a pixel is read: 184 MB. */
    @Test
    void anImageThatNeedsMoreMemoryThanThereIsCostsThatImage() throws Exception {
        ByteBuffer png = ByteBuffer.allocate(59);
        png.put(HexFormat.of().parseHex("89504e470d0a1a0a"));
        png.putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        png.putInt(4800).putInt(4800).put(new byte[] {16, 6, 0, 0, 0}).putInt(0);
        png.putInt(2).put("IDAT".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putInt(0);
        png.putInt(0).put("IEND".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        Path large = Files.write(folder.resolve("large.png"), png.array());

        try (var decoder = new VideoDecoder(LITTLE_MEMORY)) {
            long process = decoder.pid();
            assertThatThrownBy(() -> decoder.readImage(large, 0, 1920))
                    .hasMessage("it needs more memory than there is");

            RgbImage next = decoder.readImage(photo, 0, 1920).image();
            assertThat(Clips.numberOf(next)).isEqualTo(77);
            assertThat(decoder.pid()).isEqualTo(process);
        }
    }

    @Test
    void aDecoderThatDiesCostsOneImageOfAPost() throws Exception {
        Path post = Files.createDirectory(folder.resolve("post"));
        for (int i = 1; i <= 3; i++) {
            Files.copy(photo, post.resolve(i + ".jpg"));
        }
        Reading reading = Reading.of(misbehaving("crashedAtOpen"), post, Sampling.every(1));

        assertThat(reading.numbers()).containsExactly(77, 77);
        assertThat(reading.problem()).startsWith("1.jpg: the decoder crashed");
        assertThat(reading.decodedSeconds()).isEqualTo(2);
    }

    @Test
    void aPhotoWhoseDecoderDiesIsToBeTriedAgain() {
        assertThatThrownBy(() -> misbehaving("crashedAtOpen").open(photo, Sampling.every(1)))
                .isInstanceOfSatisfying(
                        UnreadableVideoException.class,
                        e -> assertThat(e.isDecoderFailure()).isTrue());
    }

    @Test
    void imageDecodersEndWithTheirParentHoweverThatEnds() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc")), "descendants are listed there");
        List<String> command = new ArrayList<>(DecoderCommand.of(KilledParent.class, SHORT));
        command.add(photo.toString());
        Process parent =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(parent.inputReader().readLine()).isEqualTo("160");
        List<ProcessHandle> decoders = parent.descendants().toList();
        assertThat(decoders).hasSize(1);

        parent.destroyForcibly().waitFor();

        assertThat(decoders.getFirst().onExit().get().isAlive()).isFalse();
    }

    /** Reads an image, prints its width, and waits to be killed. */
    static final class KilledParent {
        public static void main(String[] arguments) throws IOException, UnreadableImageException {
            System.out.println(ImageFiles.read(Path.of(arguments[0])).width());
            System.out.flush();
            while (System.in.read() >= 0) {}
        }

        private KilledParent() {}
    }
}
