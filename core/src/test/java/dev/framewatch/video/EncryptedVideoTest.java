package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.testing.Programs;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted videos are named as such: they are neither damaged nor anything else than videos. */
class EncryptedVideoTest {
    private static final int TRANSPORT_PACKET = 188;
    private static final int VIDEO_PID = 0x100;
    private static final int ASF_HEADER = 30;

    @TempDir private static Path folder;
    @AutoClose private static final VideoDecoder decoder = new VideoDecoder();
    private static Path clip;

    @BeforeAll
    static void makeClip() throws IOException {
        clip = Clips.write(folder.resolve("clip.mp4"), Codec.MPEG4, 20, 10);
    }

    private static byte[] convert(String name, String coding) throws Exception {
        Path file = folder.resolve(name);
        Programs.stdout(
                "ffmpeg", "-y", "-i", clip.toString(), "-c:v", coding, "-r", "25", file.toString());
        return Files.readAllBytes(file);
    }

    private static void assertEncrypted(byte[] video) throws IOException {
        Path file = Files.write(folder.resolve("encrypted"), video);
        assertThatThrownBy(() -> decoder.open(file, Sampling.every(1)))
                .isInstanceOf(UnreadableVideoException.class)
                .hasMessage("an encrypted video");
    }

    @ParameterizedTest
    @CsvSource({
        "content encryption, fbb3112223bdd211b4b700a0c955fc6e",
        "extended content encryption, 14e68a292226174cb935dae07ee9289c",
        "advanced content encryption, 338505438169e6499b74ad12cb86d58c"
    })
    void windowsMediaWithAnObjectOf(String ignored, String guid) throws Exception {
        byte[] sound = convert("clip.wmv", "wmv2");
        byte[] content = {4, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        ByteBuffer out =
                ByteBuffer.allocate(sound.length + 24 + content.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(sound, 0, ASF_HEADER)
                        .put(HexFormat.of().parseHex(guid))
                        .putLong(24 + content.length)
                        .put(content)
                        .put(sound, ASF_HEADER, sound.length - ASF_HEADER);
        out.putLong(16, out.getLong(16) + 24 + content.length);
        out.putInt(24, out.getInt(24) + 1);

        assertEncrypted(out.array());
    }

    @Test
    void aTransportStreamOfScrambledPackets() throws Exception {
        assertEncrypted(scrambled(convert("clip.ts", "mpeg2video"), 0));
    }

    @Test
    void theScrambledPartOfATransportStreamIsNamed() throws Exception {
        byte[] sound = convert("clip.ts", "mpeg2video");
        Path file = Files.write(folder.resolve("half.ts"), scrambled(sound, sound.length / 2));

        Reading reading = Reading.of(decoder, file, Sampling.every(0.5));

        assertThat(reading.frames()).isNotEmpty();
        assertThat(reading.omission()).isEqualTo("a part of it is encrypted, which is not read");
    }

    @Test
    void aSingleFlippedBitIsNoEncryption() throws Exception {
        byte[] bytes = convert("clip.ts", "mpeg2video");
        int at = bytes.length / 2 / TRANSPORT_PACKET * TRANSPORT_PACKET;
        while ((ByteBuffer.wrap(bytes).getShort(at + 1) & 0x1FFF) != VIDEO_PID) {
            at += TRANSPORT_PACKET;
        }
        bytes[at + 3] |= (byte) 0x80;
        Path file = Files.write(folder.resolve("flipped.ts"), bytes);

        assertThat(Reading.of(decoder, file, Sampling.every(0.5)).omission()).isEmpty();
    }

    /** Sets the scrambling bits of video packets and replaces their content. */
    private static byte[] scrambled(byte[] stream, int from) {
        byte[] bytes = stream.clone();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Random random = new Random(1);
        int first = (from + TRANSPORT_PACKET - 1) / TRANSPORT_PACKET * TRANSPORT_PACKET;
        for (int at = first; at < bytes.length; at += TRANSPORT_PACKET) {
            if ((in.getShort(at + 1) & 0x1FFF) == VIDEO_PID) {
                boolean adapted = (bytes[at + 3] & 0x20) != 0;
                bytes[at + 3] |= (byte) 0x80;
                int payload = at + 4 + (adapted ? 1 + (bytes[at + 4] & 255) : 0);
                for (int i = payload; i < at + TRANSPORT_PACKET; i++) {
                    bytes[i] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }

    @Test
    void aProgramStreamOfScrambledPackets() throws Exception {
        byte[] bytes = convert("clip.vob", "mpeg2video");
        Random random = new Random(1);
        for (int at = 0; at + 9 < bytes.length; at++) {
            if (ByteBuffer.wrap(bytes).getInt(at) == 0x1E0) {
                int end = at + 6 + (ByteBuffer.wrap(bytes).getShort(at + 4) & 0xFFFF);
                bytes[at + 6] |= 0x30;
                for (int i = at + 9 + (bytes[at + 8] & 255); i < end; i++) {
                    bytes[i] = (byte) random.nextInt();
                }
                at = end - 1;
            }
        }

        assertEncrypted(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"encv", "drmi"})
    void anMp4TrackOf(String sampleEntry) throws Exception {
        byte[] bytes = Files.readAllBytes(clip);
        int at = latin(bytes).indexOf("mp4v");
        System.arraycopy(sampleEntry.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, 4);

        assertEncrypted(bytes);
    }

    @Test
    void aMatroskaTrackWithContentEncryption() throws Exception {
        Path webm = Clips.write(folder.resolve("clip.webm"), Codec.VP9, 5, 10);
        byte[] key = element("47e2", new byte[16]);
        byte[] encryption = element("5035", join(element("47e1", new byte[] {5}), key));
        byte[] encoding = element("6240", join(element("5033", new byte[] {1}), encryption));

        assertEncrypted(withTrackElement(Files.readAllBytes(webm), element("6d80", encoding)));
    }

    /** Appends an element to the first track, and its length to the elements that hold it. */
    private static byte[] withTrackElement(byte[] webm, byte[] element) {
        int segment = latin(webm).indexOf(latin(HexFormat.of().parseHex("18538067")));
        String tracksId = latin(HexFormat.of().parseHex("1654ae6b"));
        int mentioned = latin(webm).indexOf(tracksId); // in the table of contents
        int tracks = latin(webm).indexOf(tracksId, mentioned + 1);
        ByteBuffer in = ByteBuffer.wrap(webm);
        int tracksHeader = 4 + lengthBytes(webm[tracks + 4]);
        int track = tracks + tracksHeader;
        int trackLength = lengthBytes(webm[track + 1]);
        int end = track + 1 + trackLength + (int) number(webm, track + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(webm, 0, segment + 4);
        out.writeBytes(new byte[] {1, -1, -1, -1, -1, -1, -1, -1}); // to the end of the file
        int segmentContent = segment + 4 + lengthBytes(in.get(segment + 4));
        out.write(webm, segmentContent, tracks - segmentContent);
        byte[] content = new byte[end - track - 1 - trackLength];
        in.get(end - content.length, content);
        out.writeBytes(element("1654ae6b", element("ae", join(content, element))));
        out.write(webm, end, webm.length - end);
        return out.toByteArray();
    }

    private static int lengthBytes(byte first) {
        return Integer.numberOfLeadingZeros(first & 255) - 23;
    }

    private static long number(byte[] bytes, int at) {
        int count = lengthBytes(bytes[at]);
        long value = bytes[at] & (0xFF >> count);
        for (int i = 1; i < count; i++) {
            value = value << 8 | (bytes[at + i] & 255);
        }
        return value;
    }

    private static byte[] element(String id, byte[] content) {
        ByteBuffer length = ByteBuffer.allocate(8).putLong(1L << 56 | content.length);
        return join(join(HexFormat.of().parseHex(id), length.array()), content);
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
