package dev.framewatch.video.decoder;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Looks for recordings after the last packet of a Matroska file: libav reads no more than two that
 * are joined together. What else follows, such as an index or tags, is no recording.
 */
final class MatroskaTail {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int EBML_HEADER = 0x1A45DFA3;
    private static final int CLUSTER = 0x1F43B675;

    /** An identifier, a length of up to eight bytes, and the first byte of the content. */
    private static final int PATTERN_BYTES = 4 + 8 + 1;

    private MatroskaTail() {}

    /** Returns whether a header or a cluster follows a position of the file. */
    static boolean hasRecording(FileInput input, long from, Runnable heartbeat) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long position = from;
        while (true) {
            chunk.clear();
            input.read(chunk, position);
            chunk.flip();
            int last = chunk.limit() - PATTERN_BYTES;
            for (int at = 0; at <= last; at++) {
                if (isRecording(chunk, at)) {
                    return true;
                }
            }
            if (last < 0 || chunk.limit() < CHUNK_BYTES) {
                return false;
            }
            position += last + 1;
            heartbeat.run();
        }
    }

    private static boolean isRecording(ByteBuffer chunk, int at) {
        int id = chunk.getInt(at);
        if (id != EBML_HEADER && id != CLUSTER) {
            return false;
        }
        int lengthBytes = Integer.numberOfLeadingZeros(chunk.get(at + 4) & 255) - 23;
        if (lengthBytes > 8) {
            return false;
        }
        int first = chunk.get(at + 4 + lengthBytes) & 255;
        return switch (first) {
            case 0xBF, 0xEC -> true; // a checksum, or nothing
            case 0x42 -> id == EBML_HEADER;
            case 0xE7, 0xA7, 0xAB -> id == CLUSTER;
            default -> false;
        };
    }
}
