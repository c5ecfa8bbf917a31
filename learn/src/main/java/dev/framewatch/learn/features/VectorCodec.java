package dev.framewatch.learn.features;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Encodes vectors of equal length, little-endian: a format identifier, their number, their length,
 * a checksum of the numbers, and the numbers.
 */
final class VectorCodec {
    private static final int MAGIC = 0x31565746; // FWV1
    private static final int HEAD = 4 * Integer.BYTES;

    private VectorCodec() {}

    static byte[] write(List<float[]> vectors) {
        int length = vectors.isEmpty() ? 0 : vectors.getFirst().length;
        byte[] content = new byte[HEAD + vectors.size() * length * Float.BYTES];
        ByteBuffer bytes = little(content);
        var numbers = bytes.position(HEAD).asFloatBuffer();
        vectors.forEach(numbers::put);
        bytes.putInt(0, MAGIC);
        bytes.putInt(Integer.BYTES, vectors.size());
        bytes.putInt(2 * Integer.BYTES, length);
        bytes.putInt(3 * Integer.BYTES, checksum(content));
        return content;
    }

    /** Returns the vectors; empty if the bytes are damaged, truncated or of another format. */
    static Optional<List<float[]>> read(byte[] content) {
        if (content.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer bytes = little(content);
        int magic = bytes.getInt();
        int count = bytes.getInt();
        int length = bytes.getInt();
        int checksum = bytes.getInt();
        if (magic != MAGIC
                || count < 0
                || length < 0
                || (length == 0 && count > 0)
                || (long) count * length * Float.BYTES != content.length - HEAD
                || checksum != checksum(content)) {
            return Optional.empty();
        }
        var numbers = bytes.asFloatBuffer();
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = new float[length];
            numbers.get(vector);
            vectors.add(vector);
        }
        return Optional.of(vectors);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Detects damage, not tampering: anyone who can write here can replace the program as well. */
    private static int checksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content, HEAD, content.length - HEAD);
        checksum.update(content, 0, HEAD - Integer.BYTES);
        return (int) checksum.getValue();
    }
}
