package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.testing.Images;
import dev.framewatch.testing.Programs;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unreadable, damaged and truncated files: each is reported with its reason, and the decoder
 * continues with the next file.
 */
class BadVideoTest {
    @AutoClose private static VideoDecoder decoder;
    private static long process;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        decoder = new VideoDecoder();
        process = decoder.pid();
    }

    @AfterEach
    void theSameDecoderStillWorks() throws Exception {
        Path sound = Clips.write(folder.resolve("sound.mp4"), Codec.H264, 12, 10);
        assertThat(read(sound).numbers()).containsExactly(0, 10);
        assertThat(decoder.pid()).isEqualTo(process);
    }

    private static Reading read(Path file) throws UnreadableVideoException {
        return Reading.of(decoder, file, Sampling.every(1));
    }

    private static void assertUnreadable(Path file, String reason) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UnreadableVideoException.class)
                .hasMessageContaining(reason);
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void anEmptyFile() throws IOException {
        assertUnreadable(text("empty.mp4", ""), "empty file (0 bytes)");
    }

    @Test
    void aMissingFile() {
        assertUnreadable(folder.resolve("missing.mp4"), "no such file");
    }

    @Test
    void aLinkToNowhere() throws IOException {
        Path link = folder.resolve("link.mp4");
        Files.createSymbolicLink(link, folder.resolve("missing.mp4"));

        assertUnreadable(link, "a symbolic link to a missing file");
    }

    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Path file = text("secret.mp4", "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        // Root can read the file nevertheless, and is told that it is not a video.
        assertUnreadable(file, Files.isReadable(file) ? "plain text" : "permission denied");
    }

    @Test
    void aPipe() throws Exception {
        Path pipe = folder.resolve("pipe.mp4");
        Programs.output("mkfifo %s", pipe);

        assertUnreadable(pipe, "neither a file nor a folder");
    }

    @Test
    void aFolderWithoutPictures() throws IOException {
        assertUnreadable(Files.createDirectory(folder.resolve("folder.mp4")), "no images");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html><title>403</title></html> | a web page",
                "{\"statusCode\": 10204} | JSON text",
                "Dear reader | plain text",
                "%PDF-1.7 | a PDF",
                "<?xml version=\"1.0\"?><rss/> | XML"
            })
    void textNamedAsVideo(String content, String kind) throws IOException {
        assertUnreadable(text("text.mp4", content), "not a video: it appears to be " + kind);
    }

    @Test
    void noise() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);

        assertUnreadable(Files.write(folder.resolve("noise.mp4"), noise), "not a video");
    }

    @Test
    void aPictureNamedAsVideoIsAVideoOfOneStill() throws Exception {
        Path file = Images.writeJpeg(folder.resolve("picture.mp4"), Clips.numbered(64, 48, 1));

        assertThat(read(file).numbers()).containsExactly(1);
    }

    /** The canary is a pipe: opening it would unblock the thread that waits to write to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffconcat version 1.0\nfile '%s'\n",
                "ffconcat version 1.0\nfile 'file:%s'\noption safe 0\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n%s\n#EXT-X-ENDLIST\n",
                "#EXTM3U\n#EXT-X-MAP:URI=\"%s\"\n#EXTINF:9,\nfile:%1$s\n#EXT-X-ENDLIST\n",
                "v=0\nc=IN IP4 127.0.0.1\nt=0 0\na=control:%s\nm=video 5004 RTP/AVP 96\n",
                "<?xml version=\"1.0\"?><MPD><BaseURL>%s</BaseURL></MPD>"
            })
    void textThatPointsToAnotherFileDoesNotGetItOpened(String content) throws Exception {
        Path canary = folder.resolve("canary.mp4");
        Programs.output("mkfifo %s", canary);
        Thread writer = Thread.ofPlatform().start(() -> openForWriting(canary));

        assertUnreadable(text("list.mp4", content.formatted(canary)), "not a video");

        assertThat(writer.isAlive()).as("the canary has not been opened").isTrue();
        try (var in = Files.newInputStream(canary)) {
            assertThat(in.read()).isEqualTo('!');
        }
        writer.join();
    }

    private static void openForWriting(Path pipe) {
        try {
            Files.write(pipe, new byte[] {'!'});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlySound() throws Exception {
        Path file = folder.resolve("sound-only.mp4");
        Programs.output("ffmpeg -f lavfi -i sine=duration=1 -c:a aac %s", file);

        assertUnreadable(file, "no video stream, only audio");
    }

    @Test
    void picturesBeyondTheLimitAreRefusedBeforeTheyAreDecoded() throws IOException {
        Path video = Clips.write(folder.resolve("huge.mp4"), Codec.VP9, 3, 10);
        byte[] bytes = Files.readAllBytes(video);
        int entry = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("vp09\0\0\0\0\0\0");
        ByteBuffer.wrap(bytes)
                .putShort(entry + 28, (short) 20_000)
                .putShort(entry + 30, (short) 9000);
        assertUnreadable(
                Files.write(video, bytes),
                "20000x9000 pixels exceed the limit (the area of 8192x8192)");

        Path animation = Clips.write(folder.resolve("huge.gif"), Codec.GIF, 3, 10);
        byte[] gif = Files.readAllBytes(animation);
        Arrays.fill(gif, 6, 10, (byte) 0xF0);
        assertUnreadable(Files.write(animation, gif), "61680x61680 pixels");
    }

    @Test
    void halfAFileWithItsIndexAtTheEnd() throws IOException {
        Path file = Clips.write(folder.resolve("last.mp4"), Codec.H264, 100, 10);
        cut(file, 0.5);

        assertUnreadable(file, "the index is missing: the file is truncated");
    }

    @Test
    void halfAFileWithItsIndexAtTheStartReportsItsReadablePart() throws Exception {
        Path file =
                Clips.write(
                        folder.resolve("first.mp4"),
                        Clips.fastStart(10),
                        128,
                        96,
                        100,
                        i -> i / 10);
        cut(file, 0.5);

        Reading reading = read(file);

        assertThat(reading.metadata().seconds()).isCloseTo(10, within(0.1));
        assertThat(reading.decodedSeconds()).isBetween(1.0, 8.0);
        assertThat(reading.frames().getLast().seconds()).isLessThan(8);
        assertThat(reading.problem()).contains("it ends after", "of 10.0 seconds");
    }

    @Test
    void halfAMatroskaFileReportsItsReadablePart() throws Exception {
        Path file = Clips.write(folder.resolve("half.webm"), Codec.VP9, 100, 10);
        cut(file, 0.5);

        Reading reading = read(file);

        assertThat(reading.decodedSeconds()).isBetween(1.0, 8.0);
        assertThat(reading.metadata().seconds()).isCloseTo(10, within(0.1));
        assertThat(reading.problem()).contains("it ends after");
    }

    private static void cut(Path file, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
    }

    @ParameterizedTest
    @CsvSource({"H264, mp4", "H264, mkv", "MPEG4, mp4", "VP9, webm", "AV1, mp4"})
    void aHoleInTheMiddleIsNotCounted(Codec coding, String ending) throws Exception {
        Path file = Clips.write(folder.resolve("hole." + ending), coding, 200, 10);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, (int) (0.4 * bytes.length), (int) (0.6 * bytes.length), (byte) 0);
        Files.write(file, bytes);

        Reading reading = read(file);

        assertThat(reading.metadata().seconds()).isCloseTo(20, within(0.1));
        assertThat(reading.decodedSeconds()).isBetween(5.0, 17.0);
        assertThat(reading.problem()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void flippedBitsInARealVideoAreCounted(int count) throws Exception {
        byte[] bytes = Files.readAllBytes(Tutorial.video("Trump.mp4"));
        Random random = new Random(5);
        for (int i = 0; i < count; i++) {
            int at = bytes.length / 10 + random.nextInt(bytes.length * 8 / 10);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }

        Reading reading = read(Files.write(folder.resolve("flipped.mp4"), bytes));

        assertThat(reading.frames()).isNotEmpty();
        assertThat(reading.decodedSeconds()).isLessThan(0.9 * reading.metadata().seconds());
        assertThat(reading.problem()).isEqualTo("partly damaged");
    }

    /** Damaged files yield frames or a reason, and never stop the decoder. */
    @ParameterizedTest
    @CsvSource({"H264, mp4", "H264, mkv", "MPEG4, mov", "VP9, webm", "AV1, mkv", "GIF, gif"})
    void noCutAndNoFlipStopsTheDecoder(Codec coding, String ending) throws Exception {
        damageAtRandom(Clips.write(folder.resolve("s." + ending), coding, 30, 10), ending);
    }

    @ParameterizedTest
    @CsvSource({
        "avi, msmpeg4",
        "avi, mjpeg",
        "wmv, wmv2",
        "flv, flv",
        "mpg, mpeg2video",
        "ogv, libtheora",
        "3gp, h263",
        "mov, prores_ks",
        "mkv, ffv1",
        "mov, png"
    })
    void noCutAndNoFlipOfOlderFormatsStopsTheDecoder(String ending, String encoder)
            throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Codec.H264, 30, 10);
        Path file = folder.resolve("s." + ending);
        Programs.run(
                "ffmpeg",
                "-i",
                clip.toString(),
                "-r",
                "25",
                "-c:v",
                encoder,
                "-s",
                "128x96",
                file.toString());
        damageAtRandom(file, ending);
    }

    private void damageAtRandom(Path file, String ending) throws IOException {
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(7);
        int readable = 0;
        for (int round = 0; round < 40; round++) {
            int length = round % 2 == 0 ? sound.length : 1 + random.nextInt(sound.length);
            byte[] bytes = Arrays.copyOf(sound, length);
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                bytes[random.nextInt(length)] = (byte) random.nextInt();
            }
            Path odd = Files.write(folder.resolve("odd." + ending), bytes);
            try {
                readable += read(odd).frames().isEmpty() ? 0 : 1;
            } catch (UnreadableVideoException e) {
                assertThat(e).message().isNotEmpty();
            }
        }
        assertThat(readable).isPositive();
        assumeTrue(decoder.pid() == process, "such a file killed a decoder, which was replaced");
    }
}
