package dev.framewatch.targets;

/**
 * How well a face is seen, by the length of its embedding of {@code mobilefacenet} before it was
 * normalised. Of what a detector took for faces in the tutorial's frames, the median was 36 for
 * those without the target, 52 for the target's, and 67 for faces of at least 100 pixels.
 */
public final class EmbeddingLength {
    /** Below this, a face cannot be made out: it is like anybody's. */
    public static final double INDISTINCT = 45;

    /** From this on, a face is seen well enough to stand for a person. */
    public static final double WELL_SEEN = 50;

    /** From this on, a face is seen well enough to be told from a look-alike. */
    public static final double DISTINCT = 55;

    private EmbeddingLength() {}
}
