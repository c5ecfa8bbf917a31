package dev.framewatch.learn.features;

import java.util.List;

/**
 * How many faces are kept. Those of others than the target must not lie on a disk, so they stay in
 * memory; where tens of thousands of pictures show crowds, not all of them fit. Each picture that
 * is still to come can count on room for its most confident face.
 */
final class FaceMemoryBudget {
    private static final int SHARE_OF_MEMORY = 2;

    /** The list that it is in, and the heads of both. */
    private static final int OVERHEAD_BYTES = 64;

    private long left;
    private long toCome;
    private long leftOut;

    /**
     * @param looks how many times faces will be kept
     * @param bytes how much memory there is
     */
    FaceMemoryBudget(long looks, long bytes) {
        this.toCome = looks;
        this.left = bytes;
    }

    /** In half of the memory that Java may take. */
    static FaceMemoryBudget here(long looks) {
        return new FaceMemoryBudget(looks, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    /** As many of a picture's faces as there is room for, the first ones. */
    List<float[]> keep(List<float[]> faces) {
        toCome--;
        if (faces.isEmpty()) {
            return faces;
        }
        long each = (long) faces.getFirst().length * Float.BYTES + OVERHEAD_BYTES;
        long room = left / each;
        int kept = Math.clamp(room - toCome, (int) Math.min(1, room), faces.size());
        left -= kept * each;
        leftOut += faces.size() - kept;
        return List.copyOf(faces.subList(0, kept));
    }

    /** How many there was no room for. */
    long leftOut() {
        return leftOut;
    }
}
