package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/**
 * Recognises videos whose header says that they are encrypted; decoders would take them for
 * damaged. Single encrypted samples of MP4 files are recognised when they are read.
 */
final class Encryption {
    static final String MESSAGE = "an encrypted video";

    /** Sample entries of protected MP4 tracks (ISO/IEC 14496-12, 8.12) and of FairPlay, as tags. */
    private static final Set<Integer> SAMPLE_ENTRIES = Set.of(tag("encv"), tag("drmi"));

    /** Set by libav for a Matroska track with a {@code ContentEncryption}. */
    private static final String MATROSKA_KEY = "enc_key_id";

    private static final int MAX_STREAMS = 16;
    private static final long MAX_SCANNED_BYTES = 8 << 20;
    private static final int MAX_ASF_HEADER_BYTES = 1 << 20;

    /**
     * GUIDs of the content encryption, extended and advanced content encryption objects
     * (Specification of the Advanced Systems Format, sections 3.14, 3.15 and 4.14).
     */
    private static final List<String> ASF_OBJECTS =
            List.of(
                    latin("fbb31122 23bdd211 b4b700a0 c955fc6e"),
                    latin("14e68a29 2226174c b935dae0 7ee9289c"),
                    latin("33850543 8169e649 9b74ad12 cb86d58c"));

    private Encryption() {}

    /**
     * Checks that the header declares no encryption.
     *
     * @throws UnsupportedMediaException if it does
     */
    static void check(AVFormatContext context, AVStream stream, FileInput input)
            throws UnsupportedMediaException {
        AVDictionaryEntry key = av_dict_get(stream.metadata(), MATROSKA_KEY, null, 0);
        boolean isAsf = context.iformat().name().getString().equals("asf");
        if ((key != null && !key.isNull())
                || SAMPLE_ENTRIES.contains(stream.codecpar().codec_tag())
                || (isAsf && hasEncryptionObject(input))) {
            throw new UnsupportedMediaException(MESSAGE);
        }
    }

    /** Returns whether packets are encrypted: then libav may not even find out what they hold. */
    static boolean hasScrambledStream(AVFormatContext context, FileInput input) {
        String format = context.iformat().name().getString();
        for (int i = 0; i < Math.min(MAX_STREAMS, context.nb_streams()); i++) {
            int id = context.streams(i).id();
            if (ScrambledPackets.share(format, id, input, MAX_SCANNED_BYTES, () -> {}) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEncryptionObject(FileInput input) {
        try {
            byte[] head = input.head(MAX_ASF_HEADER_BYTES);
            String header = new String(head, StandardCharsets.ISO_8859_1);
            return ASF_OBJECTS.stream().anyMatch(header::contains);
        } catch (IOException e) {
            return false; // reading it reports why
        }
    }

    private static String latin(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int tag(String fourCharacters) {
        return fourCharacters.charAt(0)
                | fourCharacters.charAt(1) << 8
                | fourCharacters.charAt(2) << 16
                | fourCharacters.charAt(3) << 24;
    }
}
