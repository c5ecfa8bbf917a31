package dev.framewatch.bench.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files in the ways that break readers; the same seed gives the same files. */
final class Mutator {
    /** Structures mostly lie at the beginning of a file, an index also at its end. */
    private static final int STRUCTURE_BYTES = 1500;

    private static final int MAX_ROUNDS = 4;
    private static final int MAX_FLIPS = 12;
    private static final int MAX_BYTES = 4 << 20;

    private static final long[] LENGTHS = {
        0,
        1,
        7,
        8,
        255,
        256,
        0x7FFF,
        0xFFFF,
        0x10000,
        0xFFFFFF,
        0x7FFFFFFF,
        0x80000000L,
        0xFFFFFFFFL
    };

    private final List<byte[]> files;
    private final Random random;

    Mutator(List<byte[]> files, long seed) {
        this.files = List.copyOf(files);
        this.random = new Random(seed);
    }

    /** Returns a damaged copy of a file; damage of several kinds is put on top of each other. */
    byte[] mutate(byte[] file) {
        byte[] bytes = file.clone();
        for (int rounds = 1 + random.nextInt(MAX_ROUNDS);
                rounds > 0 && bytes.length > 0;
                rounds--) {
            bytes = mutateOnce(bytes);
        }
        return bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
    }

    private byte[] mutateOnce(byte[] bytes) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> flipBits(bytes);
            case 2, 3 -> editLength(bytes);
            case 4 -> deleteChunk(bytes);
            case 5 -> duplicateChunk(bytes);
            case 6 -> swapChunks(bytes);
            case 7 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            default -> splice(bytes, files.get(random.nextInt(files.size())));
        };
    }

    private byte[] flipBits(byte[] bytes) {
        for (int flips = 1 + random.nextInt(MAX_FLIPS); flips > 0; flips--) {
            bytes[offset(bytes)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** Overwrites 1, 2, 4 or 8 bytes, of either byte order, with an extreme or a close number. */
    private byte[] editLength(byte[] bytes) {
        int width = 1 << random.nextInt(4);
        int at = offset(bytes);
        boolean bigEndian = random.nextBoolean();
        long value = LENGTHS[random.nextInt(LENGTHS.length)];
        if (random.nextBoolean()) {
            value = (long) bytes[at] + random.nextInt(-8, 9);
        }
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            int shift = 8 * (bigEndian ? width - 1 - i : i);
            bytes[at + i] = (byte) (value >> Math.min(63, shift));
        }
        return bytes;
    }

    private byte[] deleteChunk(byte[] bytes) {
        int from = offset(bytes);
        int to = from + length(bytes, from);
        return join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
    }

    private byte[] duplicateChunk(byte[] bytes) {
        int from = offset(bytes);
        int to = from + length(bytes, from);
        return join(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private byte[] swapChunks(byte[] bytes) {
        int one = offset(bytes);
        int other = offset(bytes);
        int length = Math.min(length(bytes, one), length(bytes, other));
        byte[] kept = Arrays.copyOfRange(bytes, one, one + length);
        System.arraycopy(bytes, other, bytes, one, length);
        System.arraycopy(kept, 0, bytes, other, length);
        return bytes;
    }

    private byte[] splice(byte[] head, byte[] tail) {
        int from = random.nextBoolean() ? 0 : random.nextInt(tail.length);
        return join(Arrays.copyOf(head, offset(head)), Arrays.copyOfRange(tail, from, tail.length));
    }

    private int offset(byte[] bytes) {
        int structure = Math.min(bytes.length, STRUCTURE_BYTES);
        return switch (random.nextInt(4)) {
            case 0, 1 -> random.nextInt(structure);
            case 2 -> bytes.length - 1 - random.nextInt(structure);
            default -> random.nextInt(bytes.length);
        };
    }

    private int length(byte[] bytes, int from) {
        int most = random.nextBoolean() ? 64 : bytes.length;
        return 1 + random.nextInt(Math.min(most, bytes.length - from));
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
