package dev.framewatch.learn.features;

import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.List;

/**
 * Limits how many face embeddings are kept. Faces of people other than the target must not be
 * written to disk, so they stay in memory; tens of thousands of images of crowds may not all fit.
 * Space is reserved for the most confident face of each remaining image.
 */
final class FaceMemoryBudget {
    private static final int SHARE_OF_MEMORY = 2;

    /** The list that holds a face, its box, and the object headers. */
    private static final int OVERHEAD_BYTES = 128;

    private long left;
    private long toCome;
    private long leftOut;

    /**
     * @param looks how many times {@link #keep} will be called
     * @param bytes the memory available
     */
    FaceMemoryBudget(long looks, long bytes) {
        this.toCome = looks;
        this.left = bytes;
    }

    /** Returns a budget of half of the maximum heap size. */
    static FaceMemoryBudget here(long looks) {
        return new FaceMemoryBudget(looks, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    /** Returns as many of an image's faces as fit, starting with the first. */
    List<EmbeddedFace> keep(List<EmbeddedFace> faces) {
        toCome--;
        if (faces.isEmpty()) {
            return faces;
        }
        long each = (long) faces.getFirst().embedding().length * Float.BYTES + OVERHEAD_BYTES;
        long room = left / each;
        int kept = Math.clamp(room - toCome, (int) Math.min(1, room), faces.size());
        left -= kept * each;
        leftOut += faces.size() - kept;
        return List.copyOf(faces.subList(0, kept));
    }

    /** Returns the number of faces that did not fit. */
    long leftOut() {
        return leftOut;
    }
}
