package dev.framewatch.video.decoder;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Counts the encrypted packets of an MPEG transport stream (ISO/IEC 13818-1, section 2.4.3.2),
 * which libav drops without a word, and of an MPEG program stream (section 2.4.3.6), such as a copy
 * of a DVD.
 */
final class ScrambledPackets {
    /** Fewer are rather damaged. */
    private static final double MIN_SHARE = 0.01;

    private static final int MIN_COUNT = 3;

    private static final int CHUNK_BYTES = 1 << 20;

    /** Transport packets: plain, with a time before each (M2TS), with check bytes after each. */
    private static final int[] PACKET_BYTES = {188, 192, 204};

    private static final int LONGEST_PACKET = 204;
    private static final int SYNC = 0x47;

    /** Start code of the first structure of a program stream that states its length. */
    private static final int FIRST_WITH_LENGTH = 0xBB;

    private static final int MAX_HEADER = 8;

    private final FileInput input;
    private final long maxBytes;
    private final Runnable heartbeat;
    private long scrambled;
    private long total;

    private ScrambledPackets(FileInput input, long maxBytes, Runnable heartbeat) {
        this.input = input;
        this.maxBytes = maxBytes;
        this.heartbeat = heartbeat;
    }

    /**
     * Returns the share of encrypted packets among those of a stream, from 0 to 1; 0 if there are
     * so few that they may be damaged, or the format is another one.
     *
     * @param format libav's name of the format
     * @param id the stream's packet identifier, or its start code
     * @param maxBytes how much of the file to look at
     */
    static double share(String format, int id, FileInput input, long maxBytes, Runnable heartbeat) {
        ScrambledPackets packets = new ScrambledPackets(input, maxBytes, heartbeat);
        try {
            switch (format) {
                case "mpegts" -> packets.countTransport(id);
                case "mpeg" -> packets.countProgram(id & 0xFF);
                default -> {
                    return 0;
                }
            }
        } catch (IOException e) {
            return 0; // decoding reports why
        }
        double share = packets.total == 0 ? 0 : (double) packets.scrambled / packets.total;
        return packets.scrambled < MIN_COUNT || share < MIN_SHARE ? 0 : share;
    }

    private void countTransport(int id) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long position = 0;
        while (read(chunk, position) > LONGEST_PACKET + MAX_HEADER) {
            int at = 0;
            while (at + LONGEST_PACKET + MAX_HEADER < chunk.limit()) {
                int length = packetLength(chunk, at);
                if (length > 0 && (chunk.getShort(at + 1) & 0x1FFF) == id) {
                    total++;
                    scrambled += (chunk.get(at + 3) & 0xC0) == 0 ? 0 : 1;
                }
                at += Math.max(1, length);
            }
            position += at;
        }
    }

    /** Returns where the next packet starts, from the start of this one; 0 if this is not one. */
    private static int packetLength(ByteBuffer chunk, int at) {
        if (chunk.get(at) != SYNC) {
            return 0;
        }
        for (int length : PACKET_BYTES) {
            if (chunk.get(at + length) == SYNC) {
                return length;
            }
        }
        return 0;
    }

    private void countProgram(int id) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long position = 0;
        while (read(chunk, position) > MAX_HEADER) {
            int at = 0;
            while (at + MAX_HEADER < chunk.limit()) {
                int code = chunk.getInt(at);
                boolean hasLength = code >>> 8 == 1 && (code & 0xFF) >= FIRST_WITH_LENGTH;
                int flags = chunk.get(at + 6);
                if (hasLength && (code & 0xFF) == id && (flags & 0xC0) == 0x80) {
                    total++;
                    scrambled += (flags & 0x30) == 0 ? 0 : 1;
                }
                at += hasLength ? 6 + (chunk.getShort(at + 4) & 0xFFFF) : 1;
            }
            position += at;
        }
    }

    private int read(ByteBuffer chunk, long position) throws IOException {
        heartbeat.run();
        chunk.clear();
        if (position < maxBytes) {
            input.read(chunk, position);
        }
        chunk.flip();
        return chunk.limit();
    }
}
